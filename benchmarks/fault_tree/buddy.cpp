// Builds the diagram of one fault tree by portfit and by BuDDy (Lind-Nielsen 1999) in one process: the same formula, the same
// order of variables, the same sequence of operations, no preprocessing on either side. One line for each build:
//
//   engine <tab> how <tab> seconds <tab> nodes of the diagram
//
// Seconds are processor time for building alone; making BuDDy's tables is left out, making portfit's manager is not. BuDDy is asked
// with several sizes of its tables and with the operands of a gate in two sequences, so that its best can be taken.
#include "analyze_tree.hpp"
#include "open_psa.hpp"

#include <algorithm>
#include <cstddef>
#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <iterator>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include <bdd.h>

// Its functions in C on plain numbers: what counts references for C++ would cost it time.
#undef bdd_ithvar

using namespace portfit_benchmark;

namespace {

constexpr int buddy_false = 0;
constexpr int buddy_true = 1;

struct table_size {
  const char* name;
  int nodes;
  int cache;
};

constexpr table_size table_sizes[] = {
    {"10k", 10'000, 10'000}, {"1M", 1'000'000, 250'000}, {"10M", 10'000'000, 2'500'000}};

/// Compiles terms by BuDDy's own operations as `portfit::compiler` does by ours.
class buddy_compiler {
 public:
  buddy_compiler(const portfit::formula& terms, bool deepest_first)
      : terms_(&terms), deepest_first_(deepest_first), built_(terms.term_count(), -1) {}

  int compile(portfit::term root) {
    built_[portfit::false_term] = buddy_false;
    built_[portfit::true_term] = buddy_true;
    const std::vector<bool> needed = terms_->reachable(std::span(&root, 1));
    for (portfit::term which = 2; which < needed.size(); ++which)  // operands come before what rests on them
      if (needed[which]) built_[which] = bdd_addref(combine(which));
    return built_[root];
  }

 private:
  int combine(portfit::term which) {
    const portfit::term_kind kind = terms_->kind(which);
    if (kind == portfit::term_kind::literal) return bdd_ithvar(static_cast<int>(terms_->variable_of(which)));
    operands_.clear();
    for (const portfit::term child : terms_->children(which)) operands_.push_back(built_[child]);
    if (kind == portfit::term_kind::negation) return bdd_not(operands_.front());
    if (deepest_first_)
      std::sort(operands_.begin(), operands_.end(), [](int left, int right) {
        return std::pair(bdd_var2level(bdd_var(left)), left) > std::pair(bdd_var2level(bdd_var(right)), right);
      });
    if (kind == portfit::term_kind::at_least) return at_least(terms_->threshold(which));
    const int operation = kind == portfit::term_kind::conjunction ? bddop_and : bddop_or;
    int joined = operands_.front();
    for (std::size_t i = 1; i < operands_.size(); ++i) {
      const int next = bdd_addref(bdd_apply(joined, operands_[i], operation));
      if (i > 1) bdd_delref(joined);
      joined = next;
    }
    if (operands_.size() > 1) bdd_delref(joined);
    return joined;
  }

  int at_least(std::size_t k) {
    std::vector<int> reached(k + 1, buddy_false);
    reached[0] = buddy_true;
    for (std::size_t taken = 0; taken < operands_.size(); ++taken) {
      const std::size_t left = operands_.size() - taken - 1;
      const std::size_t lowest = k > left ? k - left : 1;
      for (std::size_t i = (std::min)(k, taken + 1); i >= lowest; --i) {
        const int next = bdd_addref(bdd_ite(operands_[taken], reached[i - 1], reached[i]));
        bdd_delref(reached[i]);
        reached[i] = next;
      }
    }
    return reached[k];
  }

  const portfit::formula* terms_;
  bool deepest_first_;
  std::vector<int> built_;  // by term
  std::vector<int> operands_;
};

void print_build(const char* engine, const std::string& how, double seconds, std::size_t nodes) {
  std::printf("%s\t%s\t%.6f\t%zu\n", engine, how.c_str(), seconds, nodes);
  std::fflush(stdout);  // whoever reads may end this program at its time limit
}

void build_by_portfit(const fault_tree& tree, const std::vector<portfit::variable>& order) {
  const double start = processor_seconds();
  portfit::bdd_manager manager(order, {100'000'000});
  const portfit::edge root = portfit::compile(manager, tree.terms, tree.top);
  const double seconds = processor_seconds() - start;
  if (root != portfit::bdd_manager::no_edge) print_build("portfit", "-", seconds, manager.size(root));
}

void build_by_buddy(const fault_tree& tree, const std::vector<portfit::variable>& order, const table_size& size,
                    bool deepest_first) {
  bdd_init(size.nodes, size.cache);
  bdd_gbc_hook(nullptr);
  bdd_setmaxincrease(20'000'000);
  bdd_setcacheratio(4);
  bdd_setvarnum(static_cast<int>(order.size()));
  std::vector<int> levels(order.begin(), order.end());
  bdd_setvarorder(levels.data());
  const double start = processor_seconds();
  const int root = buddy_compiler(tree.terms, deepest_first).compile(tree.top);
  const double seconds = processor_seconds() - start;
  print_build("buddy", std::string(size.name) + (deepest_first ? " deepest first" : " as written"), seconds,
              static_cast<std::size_t>(bdd_nodecount(root)));
  bdd_done();
}

}  // namespace

int main(int count, char** words) {
  if (count != 2 && count != 3) {
    std::fputs("usage: benchmark_buddy FILE.xml [REPEATS]\n", stderr);
    return 2;
  }
  std::ifstream file(words[1], std::ios::binary);
  const std::string text((std::istreambuf_iterator<char>(file)), std::istreambuf_iterator<char>());
  const fault_tree_reading reading = read_open_psa(text, words[1]);
  for (const portfit::diagnostic& each : reading.remarks) std::fprintf(stderr, "%s\n", portfit::to_text(each).c_str());
  if (!reading.tree) return 2;
  const fault_tree& tree = *reading.tree;
  const std::vector<portfit::variable> order = portfit::depth_first_order(tree.terms, std::span(&tree.top, 1));
  const int repeats = count == 3 ? std::atoi(words[2]) : 1;
  const double start = processor_seconds();
  for (int round = 0; round < repeats && processor_seconds() - start < 10; ++round) {
    build_by_portfit(tree, order);
    for (const table_size& size : table_sizes)
      for (const bool deepest_first : {true, false}) build_by_buddy(tree, order, size, deepest_first);
  }
  return 0;
}
