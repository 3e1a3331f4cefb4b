#include <portfit/catalog/detail/read_amount.hpp>

#include <doctest/doctest.h>

#include <optional>
#include <string>

namespace {

using namespace portfit;
using namespace portfit::detail;

struct outcome {
  std::optional<amount_text> amount;
  std::string code;
};

outcome read(const std::string& text, const measure& wanted) {
  catalog into;
  into.rates["RUB"] = 0.01;
  diagnostics remarks;
  const input_file file{"f", false};
  read_context context{into, remarks, {}, 0};
  outcome result;
  result.amount = read_amount(context, {text, &file, 3, 5}, wanted);
  CHECK(remarks.size() == (result.amount ? 0 : 1));
  if (!remarks.empty()) result.code = remarks[0].code;
  return result;
}

const measure gib = measure_of(*find_unit("GiB"));

}  // namespace

TEST_CASE("exact amounts") {
  CHECK(read("4 GiB", gib).amount->is == estimate::exactly(4));
  CHECK(read("4GiB", gib).amount->is.low == 4);
  CHECK(read("  0.5   GiB ", gib).amount->is.low == 0.5);
  CHECK(read("+4 GiB", gib).amount->is.low == 4);
  CHECK(read("-4 GiB", gib).amount->is.low == -4);
  CHECK(read("1e3 MiB", gib).amount->is.low == doctest::Approx(1000.0 / 1024));
  CHECK(read("3", measure_number).amount->is.low == 3);
  CHECK(read("70%", measure_share).amount->is.low == 0.7);
  CHECK(read("70 percent", measure_share).amount->is.low == 0.7);
  CHECK(read("2 months", measure_months).amount->is.low == 2);
  CHECK(read("1 year", measure_months).amount->is.low == 12);
}

TEST_CASE("ranges: the unit at the end counts for ends without one") {
  const outcome bare = read("7500..9000 RUB", measure_money);
  CHECK(bare.amount->ends == 2);
  CHECK(bare.amount->is == estimate::between(75, 90));
  CHECK(read("512 MiB..2 GiB", gib).amount->is == estimate::between(0.5, 2));
  const outcome likely = read("0.3 .. 1 .. 4 MUSD", measure_money);
  CHECK(likely.amount->ends == 3);
  CHECK(likely.amount->is == estimate{300000, 1000000, 4000000});
  CHECK(read("50..90%", measure_share).amount->is.high == 0.9);
  CHECK(read("3..3 pm", measure_effort).amount->is.is_exact());
}

TEST_CASE("money") {
  CHECK(read("9900 RUB", measure_money).amount->is.low == 99);
  CHECK(read("50 kUSD", measure_money).amount->is.low == 50000);
  CHECK(read("2 bnRUB", measure_money).amount->is.low == 2e7);
  CHECK(read("2 BRUB", measure_money).amount->is.low == 2e7);
  CHECK(read("1 EUR", measure_money).code == "missing_rate");
  CHECK(read("1 usd", measure_money).code == "wrong_unit");
  CHECK(read("1", measure_money).code == "missing_unit");
  CHECK(split_currency("MUSD")->code == "USD");
  CHECK(split_currency("MXN")->factor == 1);  // a code of three letters before a factor and two
  CHECK_FALSE(split_currency("KUSD").has_value());
  CHECK_FALSE(split_currency("US").has_value());
}

TEST_CASE("what is no amount") {
  for (const char* text : {"", "GiB", "four GiB", ".5 GiB", "--4 GiB", "+-4 GiB", "inf GiB", "nan GiB", "1e400 GiB",
                           "..4 GiB", "4.. GiB"}) {
    CAPTURE(std::string(text));
    CHECK(read(text, gib).code == "wrong_type");
  }
  CHECK(read("0x10 GiB", gib).code == "wrong_unit");
  CHECK(read("1,5 GiB", gib).code == "wrong_unit");
  CHECK(read("4 GiB", measure_number).code == "wrong_unit");
  CHECK(read("4", gib).code == "missing_unit");
  CHECK(read("4..3 GiB", gib).code == "bad_range");
  CHECK(read("1..2..3..4 GiB", gib).code == "bad_range");
}

TEST_CASE("yes and no, spelled in any case and in no other way") {
  for (const char* text : {"yes", "Yes", "YES", "true", "True"}) CHECK(yes_or_no(text) == true);
  for (const char* text : {"no", "NO", "false", "FALSE"}) CHECK(yes_or_no(text) == false);
  for (const char* text : {"", "y", "n", "on", "off", "1", "0", "yes!", "falsehood"})
    CHECK_FALSE(yes_or_no(text).has_value());
}
