#include <portfit/report/contagion_text.hpp>

#include "support/agreement_world.hpp"
#include "support/report_samples.hpp"

#include <portfit/analysis/trace_contagion.hpp>

#include <doctest/doctest.h>

#include <sstream>
#include <string>
#include <vector>

using namespace portfit;
using portfit_test::agreement_world;

namespace {

std::string told(const agreement_world& builder, const std::vector<std::string>& vendors) {
  const catalog world = builder.build().catalog;
  std::vector<vendor_contagion> found;
  for (const std::string& each : vendors) found.push_back(trace_contagion(world, world.vendors.at(each)));
  std::ostringstream out;
  write_contagion(out, portfit_test::sample_head(), found, world);
  return out.str();
}

bool mentions(const std::string& text, const std::string& part) { return text.find(part) != std::string::npos; }

bool ends_with_the_notice(const std::string& text) {
  return text.ends_with(
      "\nportfit gives no legal advice: clauses and rules are somebody's reading of them, as the catalog has it.\n");
}

}  // namespace

TEST_CASE("contagion in words: vendors, acts told once, services, changes") {
  CHECK(told(agreement_world(), {"v", "w"}) ==
        R"(portfit 9.9.9, as of 2024-04-01, policy floor=0.5, inputs 00000000000000ff

vendor  devices  agreement              at risk             gain  willing
v             2  licence.fork  3.5 to 8.82 MUSD  100 to 200 kUSD  no
w             1  none                   nothing  100 to 200 kUSD  free

1 of 2 free (hold no agreement, so nothing to lose): w
1 of 2 not willing (what they could lose outweighs what they gain): v

v (d, e) holds licence, which grants store, maps, checks

licence.fork forbids os.is_fork; one breach forfeits all grants of every device of the vendor
system  market  device  breach
all 3   home    all 2   no, excepted there
fork    m       all 2   yes
maybe   m       all 2   30 %
    depends on maybe: is_fork
os      m       all 2   no
Money at risk: 3.5 to 8.82 MUSD, of an exposure of 7 to 9.8 MUSD if it were enforced for sure
in m: v gains 100 to 200 kUSD + side payments 0 < loses 3.5 to 8.82 MUSD by licence.fork (vendor.revenue 10 to
  14 MUSD x vendor.share 70 % x 50 to 90 % enforced): not willing

What buyers have by licence on devices sold with it, and what is left without it:
service  market  device  granted  without it
checks   all 2   all 2   yes      nothing covers it
maps     all 2   all 2   yes      atlas covers 90 %
store    all 2   all 2   yes      mall would cover 60 % with install_mall

Other pairings of the vendor that licence being lost would change:
system  device  market   before -> after
os      d, e    home, m  ready 100.00 -> ready 80.00

Pairings that breach it, or may, answered as if it were not held:
system  device  market  before -> after
fork    d, e    m       blocked -> ready 80.00
maybe   d, e    m       undetermined 70.00 -> ready 100.00

portfit gives no legal advice: clauses and rules are somebody's reading of them, as the catalog has it.
)");
}

TEST_CASE("contagion in words: with nothing at stake the table says so, and the notice stays") {
  const std::string text = told(agreement_world(), {"w"});
  CHECK(mentions(text, "\nw             1  none       nothing  100 to 200 kUSD  free\n"));
  CHECK(mentions(text, "\nfree (hold no agreement, so nothing to lose): w\n"));
  CHECK(ends_with_the_notice(text));
}

TEST_CASE("contagion in words: laws, remedies that change a breach, and what nobody knows") {
  agreement_world builder;
  builder.rule("ban").sold_in("US").withdraws(list_of({"maps"}));
  builder.vendor("v").set("revenue", unknown_value());
  builder.remedy("clean").sets({{"os.is_fork", "no"}}).money("1 kUSD");
  builder.market("home").units("1");
  builder.market("home").margin("0 USD");
  const std::string text = told(builder, {"v"});
  CHECK(mentions(text, "no: law ban"));
  CHECK(mentions(text, "    depends on maybe: is_fork; remedies can avoid it\n"));
  CHECK(mentions(text, "Money at risk: an unknown sum\n"));
  CHECK(mentions(text, "4 unknown"));
  CHECK(ends_with_the_notice(text));
}

TEST_CASE("contagion in words: long names go below their row, none is cut") {
  agreement_world builder;
  for (const char* const id : {"a_system_with_a_long_name_1", "a_system_with_a_long_name_2",
                               "a_system_with_a_long_name_3", "a_system_with_a_long_name_4"})
    builder.system(id).set("is_fork", "yes");
  const std::string text = told(builder, {"v"});
  CHECK(mentions(text, "system: a_system_with_a_long_name_1, a_system_with_a_long_name_2"));
  CHECK_FALSE(mentions(text, "…"));
}

TEST_CASE("contagion in words: an agreement that forbids nothing") {
  agreement_world builder;
  builder.agreement("club").grants(list_of({"checks"}));
  builder.vendor("w").holds(list_of({"club"}));
  const std::string text = told(builder, {"w"});
  CHECK(mentions(text, "w (x) holds club, which grants checks\nclub forbids nothing: there is nothing to breach\n"));
  CHECK(mentions(text, "free (nothing looked at does what their agreements forbid): w"));
}
