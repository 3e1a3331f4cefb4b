#pragma once

#include <portfit/analysis/backtest_result.hpp>
#include <portfit/search/detail/partial_plan.hpp>

#include <algorithm>
#include <cstddef>
#include <map>
#include <string>
#include <tuple>
#include <utility>
#include <vector>

namespace portfit::detail {

/// Finds the devices that are scored worst, fold by fold, and tells where their points went while the fold's catalog is there.
class fold_miss_finder {
 public:
  fold_miss_finder(const operating_system& os, const market& where, const backtest_options& options,
                   backtest_result& into)
      : os_(os), where_(where), options_(options), into_(into) {}

  /// Looks at the rows from `first` on: those of the fold whose catalog and graph these are.
  void look_at(const catalog& world, const constraint_graph& graph, std::size_t first) {
    std::vector<bool> happened;
    std::vector<double> scores;
    for (std::size_t row = first; row < into_.rows.size(); ++row) {
      happened.push_back(into_.rows[row].positive);
      scores.push_back(on_grid(into_.rows[row].score));
    }
    if (!has_both_kinds(happened)) return;
    const placements placed = place_cases(happened, scores);
    std::map<bool, std::vector<candidate>> worst;
    std::size_t positive = 0;
    std::size_t negative = 0;
    for (std::size_t row = first; row < into_.rows.size(); ++row) {
      const bool kind = into_.rows[row].positive;
      const double right = kind ? placed.positives[positive++] : placed.negatives[negative++];
      if (right < 0.5) worst[kind].push_back({1 - right, into_.rows[row].device, {}});
    }
    for (auto& [kind, found] : worst) {
      keep_worst(found);
      for (candidate& each : found) each.lost = lost_by(world, graph, each.device);
      std::vector<candidate>& all = kind ? missed_ : disappointing_;
      all.insert(all.end(), found.begin(), found.end());
    }
  }

  /// Writes the worst of all folds. @pre The rows are in their final order, by device.
  void finish() {
    for (auto* const found : {&missed_, &disappointing_}) {
      keep_worst(*found);
      for (candidate& each : *found) {
        const auto row = std::lower_bound(into_.rows.begin(), into_.rows.end(), each.device,
                                          [](const backtest_row& a, const std::string& id) { return a.device < id; });
        (found == &missed_ ? into_.missed : into_.disappointing)
            .push_back({static_cast<std::size_t>(row - into_.rows.begin()), each.passed, std::move(each.lost)});
      }
    }
  }

 private:
  struct candidate {
    double passed = 0;
    std::string device;
    std::vector<loss_part> lost;
  };

  void keep_worst(std::vector<candidate>& found) const {
    std::sort(found.begin(), found.end(), [](const candidate& a, const candidate& b) {
      return std::tuple(-on_grid(a.passed), a.device) < std::tuple(-on_grid(b.passed), b.device);
    });
    if (found.size() > options_.misses) found.resize(options_.misses);
  }

  [[nodiscard]] std::vector<loss_part> lost_by(const catalog& world, const constraint_graph& graph,
                                               const std::string& device) const {
    const pairing_entities who{&os_, &where_, &world.devices.at(device)};
    const pairing_model model = resolve_pairing(world, graph, who, options_.assess);
    compiled_problem compiled(model.lowered.problem, options_.assess.node_limit);
    const assessment found = assess_compiled(model, compiled, options_.assess);
    if (found.verdict == verdict::blocked) return {};
    std::vector<loss_part> parts = break_down_loss(model, compiled, found.plan, options_.assess.floor).parts;
    std::erase_if(parts, [](const loss_part& part) { return !(part.points >= 0.05); });
    std::sort(parts.begin(), parts.end(), [](const loss_part& a, const loss_part& b) {
      return std::tuple(-on_grid(a.points), a.names) < std::tuple(-on_grid(b.points), b.names);
    });
    return parts;
  }

  const operating_system& os_;
  const market& where_;
  const backtest_options& options_;
  backtest_result& into_;
  std::vector<candidate> missed_;
  std::vector<candidate> disappointing_;
};

}  // namespace portfit::detail
