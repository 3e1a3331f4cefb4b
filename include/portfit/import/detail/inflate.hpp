#pragma once

#include <cstddef>
#include <string>
#include <string_view>

#include <zlib.h>

namespace portfit::detail {

/// Whether a text begins as a gzip file does.
[[nodiscard]] constexpr bool is_gzip(std::string_view text) {
  return text.size() >= 2 && text[0] == '\x1f' && text[1] == '\x8b';
}

/// What became of a compressed text.
struct inflated {
  std::string text;
  bool too_large = false;  ///< it holds more than allowed; the text is empty
  bool damaged = false;    ///< it is no gzip, or ends early; the text is empty
};

/// Decompresses a gzip file, of one or several members. Never holds more than `limit` bytes and a small buffer: what would
/// become larger is given up.
[[nodiscard]] inline inflated inflate_gzip(std::string_view compressed, std::size_t limit) {
  inflated result;
  z_stream stream{};
  if (inflateInit2(&stream, 15 + 16) != Z_OK) return {{}, false, true};  // 16: gzip, not zlib
  char buffer[16384];
  int state = Z_OK;
  while (!result.too_large && !result.damaged) {
    if (stream.avail_in == 0) {
      if (compressed.empty()) {
        result.damaged = state != Z_STREAM_END;
        break;
      }
      const std::size_t portion =
          compressed.size() < (std::size_t{1} << 20U) ? compressed.size() : std::size_t{1} << 20U;
      stream.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(compressed.data()));  // NOLINT: zlib reads only
      stream.avail_in = static_cast<uInt>(portion);
      compressed.remove_prefix(portion);
    }
    if (state == Z_STREAM_END && inflateReset(&stream) != Z_OK) result.damaged = true;
    stream.next_out = reinterpret_cast<Bytef*>(buffer);
    stream.avail_out = sizeof buffer;
    state = inflate(&stream, Z_NO_FLUSH);
    if (state != Z_OK && state != Z_STREAM_END && state != Z_BUF_ERROR) result.damaged = true;
    const std::size_t made = sizeof buffer - stream.avail_out;
    if (made > limit - result.text.size())
      result.too_large = true;
    else
      result.text.append(buffer, made);
  }
  inflateEnd(&stream);
  if (result.too_large || result.damaged) result.text.clear();
  return result;
}

}  // namespace portfit::detail
