#include <portfit/import/kernel_config.hpp>

#include <doctest/doctest.h>

#include <string>
#include <string_view>
#include <vector>

#include <zlib.h>

namespace {

using portfit::kernel_config_reading;
using portfit::read_kernel_config;

std::string gzip(std::string_view text) {
  z_stream stream{};
  REQUIRE(deflateInit2(&stream, 9, Z_DEFLATED, 15 + 16, 8, Z_DEFAULT_STRATEGY) == Z_OK);
  std::string result(deflateBound(&stream, static_cast<uLong>(text.size())) + 64, '\0');
  std::string input(text);
  stream.next_in = reinterpret_cast<Bytef*>(input.data());
  stream.avail_in = static_cast<uInt>(input.size());
  stream.next_out = reinterpret_cast<Bytef*>(result.data());
  stream.avail_out = static_cast<uInt>(result.size());
  REQUIRE(deflate(&stream, Z_FINISH) == Z_STREAM_END);
  result.resize(stream.total_out);
  deflateEnd(&stream);
  return result;
}

std::string config_codes(const kernel_config_reading& read) {
  std::string text;
  for (const auto& each : read.remarks) text += (text.empty() ? "" : " ") + each.code;
  return text;
}

const std::string sample =
    "# Linux/arm64 6.1.0-rc2 Kernel Configuration\n"
    "CONFIG_A=y\r\n"
    "# CONFIG_B is not set\n"
    "  CONFIG_C = \"x # y\"  # why\n"
    "CONFIG_D=0x40 # that\n"
    "\n#CONFIG_E=y\n# CONFIG_F is not set, they say\n";

TEST_CASE("options, what is not set, and comments") {
  const auto read = read_kernel_config(sample, "c");
  CHECK(config_codes(read).empty());
  const portfit::kernel_options wanted{
      {"CONFIG_A", "y"}, {"CONFIG_B", "n"}, {"CONFIG_C", "\"x # y\""}, {"CONFIG_D", "0x40"}};
  CHECK(read.config.options == wanted);
  CHECK(read.config.architecture == "arm64");
  CHECK(read.config.release_text == "6.1.0-rc2");
  CHECK(read.config.release() == portfit::kernel_release{6, 1, 0});
}

TEST_CASE("a value may be empty, have blanks and signs in it") {
  const auto read = read_kernel_config(
      "CONFIG_A=\nCONFIG_B= # nothing\n CONFIG_C   =   good morning!  # that\nCONFIG_D=\"a=b\"\nCONFIG_E=3#three\n",
      "c");
  CHECK(config_codes(read).empty());
  const portfit::kernel_options wanted{
      {"CONFIG_A", ""}, {"CONFIG_B", ""}, {"CONFIG_C", "good morning!"}, {"CONFIG_D", "\"a=b\""}, {"CONFIG_E", "3"}};
  CHECK(read.config.options == wanted);
}

TEST_CASE("gzip is read as the text in it, several members after each other too") {
  CHECK(read_kernel_config(gzip(sample), "c").config.options == read_kernel_config(sample, "c").config.options);
  const auto both = read_kernel_config(gzip("CONFIG_A=y\n") + gzip("CONFIG_B=m\n"), "c");
  CHECK(config_codes(both).empty());
  CHECK(both.config.options.size() == 2);
}

TEST_CASE("what decompresses to too much is given up, what is damaged told") {
  const std::string bomb = gzip(std::string(std::size_t{64} << 20U, '#'));
  REQUIRE(bomb.size() < 200000);
  CHECK(config_codes(read_kernel_config(bomb, "c")) == "too_large");
  CHECK(config_codes(read_kernel_config(sample, "c", {100})) == "too_large");
  const std::string whole = gzip(sample);
  CHECK(config_codes(read_kernel_config(whole.substr(0, whole.size() / 2), "c")) == "bad_gzip");
  CHECK(config_codes(read_kernel_config("\x1f\x8b", "c")) == "bad_gzip");
  CHECK(config_codes(read_kernel_config(whole + "rubbish", "c")) == "bad_gzip");
}

TEST_CASE("an option given twice is a mistake, and the first stays") {
  const auto read = read_kernel_config("CONFIG_A=y\n# CONFIG_A is not set\n", "c");
  CHECK(config_codes(read) == "duplicate_option");
  CHECK(read.remarks.front().where.line == 2);
  CHECK(read.config.options.at("CONFIG_A") == "y");
}

TEST_CASE("lines that are none are told with their number") {
  for (const char* const line : {"A=y", "CONFIG_=y", "CONFIG_A", "CONFIG_A y", "y"}) {
    CAPTURE(line);
    const auto read = read_kernel_config("CONFIG_X=y\n" + std::string(line) + "\n", "c");
    CHECK(config_codes(read) == "bad_line");
    CHECK(read.remarks.front().where.line == 2);
  }
  CHECK(config_codes(read_kernel_config(std::string("CONFIG_A=\0", 10), "c")) == "binary_file");
  CHECK_FALSE(read_kernel_config("CONFIG_A=y", "c").config.release());
}

}  // namespace
