#pragma once

#include "support/random.hpp"
#include "support/worked_example.hpp"

#include <portfit/catalog/catalog.hpp>

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace portfit_test {

struct synthetic_market_options {
  std::size_t systems = 100;
  std::size_t devices = 100'000;
  std::size_t chips = 200;
  std::size_t families = 60;
  std::size_t vendors = 300;
  std::size_t lines = 1'200;  ///< of devices that differ in little
  std::uint64_t seed = 1;
};

namespace synthetic_detail {

/// Makes a market in which facts are inherited as they are in life: most from chips, some from makers, a few of the device.
class synthetic_maker {
 public:
  explicit synthetic_maker(const synthetic_market_options& options) : options_(options), random_(options.seed) {}

  portfit::catalog make() {
    world_.as_of = day(2026, 1, 1);
    world_.scale = 300;
    world_.person_month = 6;
    declare_facts();
    add_chips();
    add_vendors();
    for (std::size_t index = 0; index < options_.lines; ++index) add_line();
    for (std::size_t index = 0; index < options_.devices; ++index) add_device(index);
    for (std::size_t index = 0; index < options_.systems; ++index) add_system(index);
    add_remedies();
    return std::move(world_);
  }

 private:
  using comparison = portfit::comparison;
  using kind = portfit::effect::kind;
  using operation = portfit::expression::operation;

  void declare(const std::string& name, portfit::fact_type type) {
    world_.facts[name].name = name;
    world_.facts[name].type = type;
    if (type == portfit::fact_type::ordered_words) world_.facts[name].words = {"none", "testing", "community"};
  }

  void declare_facts() {
    of_chips_ = {"mainline", "gpu_driver", "modem_driver", "wide", "video_decoder", "dsp_driver", "chip_documented"};
    of_vendors_ = {"official_unlock", "answers_mail", "sells_source", "ships_updates"};
    of_devices_ = {"kernel_source", "device_tree", "vendor_blobs", "card_slot", "jack", "removable_battery"};
    for (const auto* const names : {&of_chips_, &of_vendors_, &of_devices_})
      for (const std::string& name : *names) declare(name, portfit::fact_type::yes_no);
    declare("shared_kernel", portfit::fact_type::ordered_words);
    for (const char* const name : {"ram", "storage", "kernel"}) declare(name, portfit::fact_type::quantity);
    declare("ported", portfit::fact_type::yes_no);
    world_.facts["ported"].default_value = 0.0;
    declare("base", portfit::fact_type::word);
    state(world_.world, likely("sells_source", 0.2));
    state(world_.world, likely("modem_driver", 0.3));
  }

  void add_flag(portfit::fact_table& facts, const std::string& name, double yes) {
    state(facts, known(name, random_.chance(yes) ? 1.0 : 0.0));
  }

  /// What is known of a family is known of its chips; one in four differs in something.
  void add_chips() {
    for (std::size_t index = 0; index < options_.families + options_.chips; ++index) {
      const bool is_family = index < options_.families;
      const std::string id = (is_family ? "family" : "chip") + std::to_string(index);
      portfit::platform& made = world_.platforms[id];
      made.id = id;
      (is_family ? families_ : chips_).push_back(id);
      if (!is_family) made.family = random_.pick(families_);
      for (const std::string& name : of_chips_)
        if (name != "modem_driver" && name != "dsp_driver" && (is_family || random_.chance(0.05)))
          add_flag(made.facts, name, 0.4);
      if (is_family || random_.chance(0.1))
        state(made.facts, known("shared_kernel", static_cast<double>(random_.below(3))));
    }
  }

  /// Makers are of four kinds: open, friendly, indifferent, and those of whom little is known.
  void add_vendors() {
    for (std::size_t index = 0; index < options_.vendors; ++index) {
      portfit::vendor& made = world_.vendors["maker" + std::to_string(index)];
      made.id = "maker" + std::to_string(index);
      const std::size_t sort = random_.below(4);
      state(made.facts, known("official_unlock", sort < 2 ? 1.0 : 0.0));
      if (sort < 3) state(made.facts, known("answers_mail", sort == 0 ? 1.0 : 0.0));
      if (sort < 3) state(made.facts, known("ships_updates", sort != 2 ? 1.0 : 0.0));
      if (sort == 0) state(made.facts, known("sells_source", 1.0));
      for (const std::string& name : of_devices_)  // the maker's habit, where nothing is told of a device
        state(made.facts, likely(name, 0.2 + 0.2 * static_cast<double>(3 - sort)));
      vendors_.push_back(made.id);
    }
  }

  /// A maker's line: what its devices have in common. It is described by one of three sources, each of which tells the same of
  /// all it describes. A few makers have most lines, and a few chips are in most.
  void add_line() {
    portfit::device& made = lines_.emplace_back();
    made.vendor = vendors_[random_.below(1 + random_.below(vendors_.size()))];
    made.platform = chips_[random_.below(1 + random_.below(chips_.size()))];
    const std::size_t source = random_.below(3);
    for (std::size_t which = 0; which < of_devices_.size(); ++which)
      if (source == 0 || (source == 1 && which != 2) || (source == 2 && which > 2))
        add_flag(made.facts, of_devices_[which], 0.6);
    if (source != 2) state(made.facts, known("kernel", 3.1 + 0.1 * random_.between(0, 30)));
  }

  /// Devices of a line differ in their memory.
  void add_device(std::size_t index) {
    std::string id = std::to_string(index);
    id.insert(0, 8 - id.size(), '0');
    portfit::device& made = world_.devices.emplace_hint(world_.devices.end(), "d" + id, random_.pick(lines_))->second;
    made.id = "d" + id;
    const double memory = static_cast<double>(1U << random_.below(4));
    state(made.facts, known("ram", memory));
    state(made.facts, known("storage", memory * static_cast<double>(8U << random_.below(3))));
  }

  [[nodiscard]] portfit::expression any_condition() {
    switch (random_.below(6)) {
      case 0: return holds("ram", comparison::at_least, static_cast<double>(random_.between(2, 4)));
      case 1: return holds("storage", comparison::at_least, static_cast<double>(16U << random_.below(3)));
      case 2: return holds("kernel", comparison::at_least, 3.1 + 0.5 * random_.between(1, 5));
      case 3: return holds(random_.pick(of_chips_));
      case 4: return holds(random_.pick(of_vendors_));
      default: return holds(random_.pick(of_devices_));
    }
  }

  /// Six musts and fourteen shoulds.
  void add_system(std::size_t index) {
    std::string id = std::to_string(index);
    id.insert(0, 4 - id.size(), '0');
    portfit::operating_system& made = world_.systems["os" + id];
    made.id = "os" + id;
    const bool is_mainline = index % 2 == 0;
    state(made.facts, known("base", std::string(is_mainline ? "mainline" : "vendor")));
    const auto add_must = [&](portfit::expression need) {
      made.asks.push_back(must("must" + std::to_string(made.asks.size()), std::move(need)));
    };
    add_must(is_mainline
                 ? combine(operation::any_of, {holds("mainline"), holds("shared_kernel", comparison::at_least, 1.0)})
                 : holds("kernel_source"));
    add_must(is_mainline ? holds(random_.chance(0.5) ? "gpu_driver" : "wide") : holds("vendor_blobs"));
    add_must(combine(operation::any_of, {holds("official_unlock"), holds("device_tree")}));
    add_must(holds("ported"));
    add_must(combine(operation::any_of, {any_condition(), any_condition(), any_condition()}));
    add_must(combine(operation::any_of, {any_condition(), any_condition(), any_condition()}));
    while (made.asks.size() < 20)
      made.asks.push_back(
          should("should" + std::to_string(made.asks.size()), any_condition(), 0.5 * random_.between(1, 8)));
  }

  portfit::remedy& add_remedy(const std::string& id, std::vector<std::string> makes, double chance, int effort) {
    portfit::remedy& made = world_.remedies[id];
    made.id = id;
    for (const std::string& each : makes) made.effects.push_back(does(kind::makes, each));
    if (chance < 1) made.works = always(portfit::estimate{chance - 0.2, chance, chance + 0.1, false});
    const double least = effort;
    made.effort = always(portfit::estimate{least, 2 * least, 4 * least, false});
    return made;
  }

  void add_remedies() {
    const auto on = [](const char* base) {
      return holds("base", comparison::equal, std::string(base), portfit::fact_owner::os);
    };
    portfit::remedy& bring_up = add_remedy("bring_up", {"ported", "mainline"}, 0.6, 12);
    bring_up.needs = on("mainline");
    bring_up.effort.insert(
        bring_up.effort.begin(),
        {combine(operation::any_of, {holds("mainline"), holds("shared_kernel", comparison::at_least, 1.0)}),
         portfit::estimate{2, 4, 9, false}});
    add_remedy("port_over", {"ported"}, 0.7, 2).needs =
        combine(operation::all_of, {on("vendor"), holds("kernel_source"), holds("vendor_blobs")});
    add_remedy("write_gpu_driver", {"gpu_driver"}, 0.5, 18).needs = holds("chip_documented");
    add_remedy("write_tree", {"device_tree", "vendor_blobs"}, 0.7, 2).needs = holds("kernel_source");
    portfit::remedy& buy = add_remedy("buy_source", {"kernel_source"}, 0.8, 1);
    buy.needs = holds("sells_source");
    buy.money = always(portfit::estimate{10, 20, 60, false});
    add_remedy("ask_for_unlock", {"official_unlock"}, 0.4, 1).needs = holds("answers_mail");
    add_remedy("modem_work", {"modem_driver"}, 0.5, 6);
    add_remedy("decoder_work", {"video_decoder"}, 0.6, 4);
  }

  synthetic_market_options options_;
  random_source random_;
  portfit::catalog world_;
  std::vector<std::string> of_chips_, of_vendors_, of_devices_;
  std::vector<std::string> families_, chips_, vendors_;
  std::vector<portfit::device> lines_;
};

}  // namespace synthetic_detail

/// A made-up market: chips in families, makers, lines of devices and systems, as many as wanted. A few makers sell most lines
/// with a few chips; most facts are the chip's, some the maker's, a few the device's own; many are unknown, some of them with a prior.
[[nodiscard]] inline portfit::catalog synthetic_market(const synthetic_market_options& options = {}) {
  return synthetic_detail::synthetic_maker(options).make();
}

}  // namespace portfit_test
