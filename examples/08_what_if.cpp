// What if the maker sold its source, the phone had more memory, the work succeeded less often? What moves, and through what.
#include <portfit/analysis/what_if.hpp>
#include <portfit/import/yaml.hpp>
#include <portfit/import/yaml_edit.hpp>
#include <portfit/report/what_if_text.hpp>

#include <iostream>
#include <string>
#include <utility>
#include <vector>

namespace {

constexpr const char* told = R"(portfit: 1
as_of: 2024-04-01
person_month: 6 kUSD
scale: 200 kUSD
facts: {kernel_source: yes/no, sells_source: yes/no, ram: GiB, modem_works: yes/no}
vendors:
  acme: {sells_source: no}
  bolt: {sells_source: yes}
devices:
  pad:   {vendor: acme, platform: unknown, kernel_source: no, ram: 2 GiB}
  phone: {vendor: bolt, platform: unknown, kernel_source: no, ram: 4 GiB, modem_works: 40%}
systems:
  lark:
    must:   {boots: kernel_source, memory: ram >= 3 GiB}
    should: {calls: modem_works}
remedies:
  buy_source: {makes: kernel_source, needs: vendor.sells_source, money: 30 kUSD, works: 80%}
  modem_work: {makes: modem_works, needs: kernel_source, effort: 2..3..6 pm, works: 70%}
)";

/// Asks what some edits change, and prints it; mistakes in them are told with their place.
void ask(const std::vector<std::string>& texts) {
  std::vector<portfit::edit> edits;
  portfit::diagnostics mistakes;
  for (const std::string& text : texts) {
    portfit::edit_reading read = portfit::read_edit(text, "--set " + std::to_string(edits.size() + 1));
    mistakes.insert(mistakes.end(), read.remarks.begin(), read.remarks.end());
    edits.push_back(std::move(read.edit));
  }
  portfit::edited_catalog world({portfit::read_yaml(told, "lark.yaml").document}, std::move(edits));
  mistakes.insert(mistakes.end(), world.remarks().begin(), world.remarks().end());
  for (const portfit::diagnostic& each : mistakes) std::cout << portfit::to_text(each) << '\n';
  if (portfit::has_errors(mistakes)) return;
  portfit::write_what_if(std::cout, portfit::head_of(world.after(), {}), portfit::what_if(world));
}

}  // namespace

int main() {
  std::cout << "-- the maker answers: it would sell its source\n";
  ask({"acme: sells_source = yes"});
  std::cout << "\n-- that, more memory, and a doubt about the work on the modem\n";
  ask({"acme: sells_source = yes", "pad: ram = 4 GiB", "modem_work: works = 30..50..60%"});
  std::cout << "\n-- wishing otherwise\n";
  ask({"lark.calls: weight = 3", "lark.memory: need = ram >= 6 GiB"});
  std::cout << "\n-- a slip of the pen\n";
  ask({"acme: sels_source = yes", "pda: ram = 4 GiB"});
}
