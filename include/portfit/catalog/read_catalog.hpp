#pragma once

#include <portfit/catalog/catalog.hpp>
#include <portfit/catalog/detail/read_agreement.hpp>
#include <portfit/catalog/detail/read_count_table.hpp>
#include <portfit/catalog/detail/read_hazard.hpp>
#include <portfit/catalog/detail/read_head.hpp>
#include <portfit/catalog/detail/read_names.hpp>
#include <portfit/catalog/detail/read_remedy.hpp>
#include <portfit/catalog/detail/validate_links.hpp>
#include <portfit/catalog/document.hpp>

#include <algorithm>
#include <map>
#include <span>
#include <string>
#include <tuple>
#include <utility>
#include <vector>

namespace portfit {

/// A catalog and everything that was wrong or doubtful about its inputs.
struct read_result {
  portfit::catalog catalog;
  /// Ordered by file (in the order given), line, column. With errors among them the catalog holds what could be read.
  diagnostics remarks;
};

namespace detail {

/// Reads all entities of one kind.
template <class Entity>
void read_all(read_context& context, const std::map<std::string, pieces>& collected,
              Entity (*read)(read_context&, const std::string&, const pieces&), std::map<std::string, Entity>& into) {
  for (const auto& [id, told] : collected) into.insert_or_assign(id, read(context, id, told));
}

inline void read_world(read_context& context, const pieces& roots) {
  for (const piece& root : roots)
    if (const document_node* node = root.node->find("world"); node && context.is_map(root.of(*node), "'world'"))
      read_facts(context, {"the world", {}, true, false}, root.of(*node), context.into.world);
}

inline void read_entities(read_context& context, const pieces& roots, const collected_names& names) {
  catalog& into = context.into;
  read_world(context, roots);
  read_all(context, names.of(entity_kind::place), read_place, into.places);
  read_all(context, names.of(entity_kind::vendor), read_vendor, into.vendors);
  read_all(context, names.of(entity_kind::platform), read_platform, into.platforms);
  read_all(context, names.of(entity_kind::device), read_device, into.devices);
  read_all(context, names.of(entity_kind::system), read_system, into.systems);
  read_all(context, names.ports, read_port, into.ports);
  read_all(context, names.of(entity_kind::remedy), read_remedy, into.remedies);
  read_all(context, names.of(entity_kind::service), read_service, into.services);
  read_all(context, names.of(entity_kind::agreement), read_agreement, into.agreements);
  read_all(context, names.of(entity_kind::rule), read_rule, into.rules);
  read_all(context, names.of(entity_kind::market), read_market, into.markets);
  read_all(context, names.of(entity_kind::hazard), read_hazard, into.hazards);
  check_hazards(context, names.of(entity_kind::hazard));
  read_all(context, names.of(entity_kind::count_table), read_count_table, into.counts);
}

/// Sorts remarks by file in input order, line and column, and drops what was told twice.
inline void order_remarks(diagnostics& remarks, const std::vector<input_file>& files) {
  std::map<std::string, std::size_t> order;
  for (const input_file& file : files) order.emplace(file.name, order.size());
  std::vector<std::tuple<std::size_t, int, int, std::size_t>>
      keys;  // the last part keeps the order in which they were found
  for (const diagnostic& remark : remarks) {
    const auto file = order.find(remark.where.file);
    keys.emplace_back(file == order.end() ? order.size() : file->second, remark.where.line, remark.where.column,
                      keys.size());
  }
  std::sort(keys.begin(), keys.end());
  diagnostics once;
  for (const auto& key : keys) {
    const diagnostic& remark = remarks[std::get<3>(key)];
    bool told = false;
    for (auto before = once.rbegin(); before != once.rend() && before->where == remark.where && !told; ++before)
      told = *before == remark;
    if (!told) once.push_back(remark);
  }
  remarks = std::move(once);
}

inline void read_documents(read_context& context, const pieces& roots) {
  for (const piece& root : roots) check_schema(context, root);
  read_as_of(context, roots);
  read_currency(context, roots);
  read_figures(context, roots);
  const auto sources = collect_section(context, roots, "sources");
  for (const auto& [id, told] : sources) context.into.sources.emplace(id, read_source_declaration(context, id, told));
  for (const piece& root : roots)
    if (const document_node* facts = root.node->find("facts")) read_vocabulary(context, root.of(*facts));
  const collected_names names = collect_names(context, roots);
  read_entities(context, roots, names);
  for (diagnostic& remark : validate_links(context.into)) context.remarks.push_back(std::move(remark));
}

}  // namespace detail

/// Reads documents (of any importer, or built in C++) as one catalog: merges them, types every value by the vocabulary
/// of all of them, and checks every name, id and unit.
///
/// Tells all mistakes of a run at once and never stops at the first. Facts of one entity in several files are joined;
/// links, figures and requirements must agree unless a file headed `overrides: true` gives them. No date is demanded:
/// `catalog::as_of` stays empty where no document gives one.
/// Complexity: O(n log n) in the size of the documents. @throws std::bad_alloc only.
[[nodiscard]] inline read_result read_catalog(std::span<const document> documents) {
  read_result result;
  std::vector<detail::input_file> files;
  for (const document& told : documents) {
    const document_node* overrides = told.root.find("overrides");
    const bool wins = overrides && overrides->is_scalar() && detail::yes_or_no(overrides->text).value_or(false);
    files.push_back({told.file, wins || told.anew, told.anew});
    if (wins) result.catalog.overriding_files.push_back(told.file);
    const std::uint64_t hash = told.hash;
    for (unsigned shift = 0; shift < 64; shift += 8) {
      const char byte = static_cast<char>((hash >> shift) & 0xFFU);
      result.catalog.fingerprint = fingerprint({&byte, 1}, result.catalog.fingerprint);
    }
  }
  detail::read_context context{result.catalog, result.remarks, {}, 0};
  detail::pieces roots;
  for (std::size_t index = 0; index < documents.size(); ++index) {
    const detail::piece root{&documents[index].root, &files[index]};
    if (detail::is_sound(context, root) && context.is_map(root, "a catalog")) roots.push_back(root);
  }
  detail::read_documents(context, roots);
  detail::order_remarks(result.remarks, files);
  return result;
}

}  // namespace portfit
