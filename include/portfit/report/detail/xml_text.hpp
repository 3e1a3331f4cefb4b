#pragma once

#include <string>
#include <string_view>

namespace portfit::detail {

/// Text of an XML element or attribute; controls XML has no way to write become blanks.
[[nodiscard]] inline std::string xml_text(std::string_view text) {
  std::string escaped;
  for (const char letter : text) {
    switch (letter) {
      case '&': escaped += "&amp;"; break;
      case '<': escaped += "&lt;"; break;
      case '>': escaped += "&gt;"; break;
      case '"': escaped += "&quot;"; break;
      case '\n': escaped += "&#10;"; break;
      default: escaped += static_cast<unsigned char>(letter) < 0x20U ? ' ' : letter;
    }
  }
  return escaped;
}

}  // namespace portfit::detail
