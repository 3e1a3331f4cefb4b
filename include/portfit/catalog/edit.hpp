#pragma once

#include <portfit/catalog/document.hpp>

#include <string>

namespace portfit {

/// One thing said anew: `x1: ram = 4 GiB`, `google.fork: enforced = 0%`.
struct edit {
  std::string text;       ///< as written
  std::string file;       ///< what remarks call it, as `--set 1`
  document_node subject;  ///< whose key: an id, `os/device`, `world`, `catalog`, or a clause as in `owner.name`
  document_node key;
  document_node value;
};

}  // namespace portfit
