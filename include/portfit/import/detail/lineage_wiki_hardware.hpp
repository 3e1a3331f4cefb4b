#pragma once

#include <portfit/import/detail/gpu_family.hpp>
#include <portfit/import/detail/lineage_wiki_sizes.hpp>
#include <portfit/import/detail/lineage_wiki_source.hpp>
#include <portfit/quantity/date.hpp>
#include <portfit/quantity/version_number.hpp>

#include <algorithm>
#include <array>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace portfit::detail {

/// What a file of the wiki says about the hardware of its device.
class wiki_hardware : protected wiki_source {
 protected:
  using wiki_source::wiki_source;

  void read_hardware() {
    read_processor();
    read_memory();
    read_screen();
    read_battery();
    read_cameras();
    read_radio();
  }

 private:
  void read_processor() {
    each_model("soc", [&](const document_node& node) {
      if (!node.is_scalar()) return unreadable(node, "soc", "the name of a system on chip");
      result_.socs.push_back(std::string(trimmed(node.text)));
      result_.facts.add("soc", result_.socs.back());
    });
    if (const document_node* const node = root_.find("architecture")) {
      const document_node* const cpu = node->is_map() ? node->find("cpu") : node;
      const document_node* const userspace = node->find("userspace");
      if (cpu == nullptr || !cpu->is_scalar())
        unreadable(*node, "architecture", "a name such as arm64");
      else
        result_.facts.add("architecture", cpu->text);
      if (userspace != nullptr) result_.facts.add("userspace", userspace->text);
    }
    each_model("gpu", [&](const document_node& node) {
      if (!node.is_scalar()) return unreadable(node, "gpu", "the name of a graphics processor");
      result_.facts.add("gpu", node.text);
      if (std::string family = gpu_family(node.text); !family.empty())
        result_.facts.add("gpu_family", std::move(family));
    });
    read_cores();
  }

  /// `8`; `2+2`: both kinds; `8/4`: as sold.
  void read_cores() {
    const document_node* const node = root_.find("cpu_cores");
    if (node == nullptr) return;
    for (const std::string& model : split(node->text, '/')) {
      int total = 0;
      for (const std::string& part : split(model, '+')) {
        const auto count = read_digits(part);
        if (!count || *count > 1024) return unreadable(*node, "cpu_cores", "a number of cores");
        total += *count;
      }
      result_.facts.add_number("cores", total);
    }
  }

  void read_memory() {
    read_sizes("ram", "ram", "GiB");
    read_sizes("storage", "storage", "GB");
    if (const document_node* const node = root_.find("sdcard"); node != nullptr && !node->is_null()) {
      result_.facts.set("sdcard", !is_none(*node));
      const document_node* const most = node->find("size_max");
      if (most == nullptr) return;
      const wiki_sizes sizes = wiki_size_reader::read(most->text);
      if (sizes.gigabytes.empty()) return unreadable(*most, "sdcard", "a size such as 128 GB");
      result_.facts.add_number("sdcard_max", sizes.gigabytes.back(), "GB");
    }
  }

  void read_sizes(std::string_view key, const std::string& fact, const std::string& unit) {
    const document_node* const node = root_.find(key);
    if (node == nullptr || node->is_null()) return;
    const wiki_sizes sizes = node->is_scalar() ? wiki_size_reader::read(node->text) : wiki_sizes{};
    if (sizes.gigabytes.empty()) return unreadable(*node, key, "sizes such as 3/4 GB");
    if (!sizes.doubt.empty())
      warn(*node, "doubtful_value", "'" + node->text + "' for " + std::string(key) + ": " + sizes.doubt);
    for (const double size : sizes.gigabytes) result_.facts.add_number(fact, size, unit);
  }

  void read_screen() {
    std::vector<const document_node*> screens;
    each_model("screen", [&](const document_node& node) {
      if (is_none(node)) return result_.facts.add_number("screen", 0, "inch");
      if (!node.is_map() || node.find("size") == nullptr)
        return unreadable(node, "screen", "{size, resolution, technology}");
      screens.push_back(&node);
    });
    const auto size = [](const document_node* screen) {
      std::string_view text = screen->find("size")->text;
      return take_number(text).value_or(0);
    };
    // The outer screen of a foldable is no variant to be had instead of the inner one.
    if (screens.size() > 1 && folded(text_of("type")) == "foldable")
      screens = {*std::max_element(screens.begin(), screens.end(), [&](auto a, auto b) { return size(a) < size(b); })};
    for (const document_node* const screen : screens) {
      if (size(screen) == 0)
        unreadable(*screen->find("size"), "screen size", "inches such as 6.3");
      else
        result_.facts.add_number("screen", size(screen), "inch");
      if (const document_node* const resolution = screen->find("resolution"))
        result_.facts.add("resolution", resolution->text);
    }
  }

  void read_battery() {
    each_model("battery", [&](const document_node& node) {
      if (is_none(node)) {
        result_.facts.add_number("battery", 0, "mAh");
        return result_.facts.set("removable_battery", false);
      }
      const document_node* const capacity = node.find("capacity");
      const auto amount = capacity == nullptr ? std::nullopt : read_digits(capacity->text);
      if (!amount) return unreadable(node, "battery", "{capacity, removable}");
      result_.facts.add_number("battery", *amount, "mAh");
      if (const document_node* const removable = node.find("removable"))
        result_.facts.set("removable_battery", folded(removable->text) == "true");
    });
  }

  /// An empty list is knowledge: no camera. Of `5 MP or 8 MP` the first counts.
  void read_cameras() {
    const document_node* const list = root_.find("cameras");
    if (list == nullptr || list->is_null()) return;
    if (!list->is_list() && !is_none(*list)) return unreadable(*list, "cameras", "a list of {info, flash}");
    double best = 0;
    for (const document_node& camera : list->items) {
      const document_node* const info = camera.find("info");
      std::string_view text = info == nullptr ? std::string_view{} : std::string_view(info->text);
      const auto megapixels = take_number(text);
      if (!megapixels) unreadable(info == nullptr ? camera : *info, "cameras", "an info such as 13 MP");
      best = (std::max)(best, megapixels.value_or(0));
    }
    result_.facts.add_number("cameras", static_cast<double>(list->items.size()));
    if (best > 0) result_.facts.add_number("camera_resolution", best, "MP");
  }

  void read_radio() {
    static constexpr std::array<std::pair<std::string_view, std::string_view>, 6> networks{{{"2G GSM", "2g"},
                                                                                            {"2G CDMA", "cdma"},
                                                                                            {"3G UMTS", "3g"},
                                                                                            {"3G CDMA2000", "cdma2000"},
                                                                                            {"4G LTE", "4g"},
                                                                                            {"5G NR", "5g"}}};
    const bool known = read_words("network", "network", [](const std::string& text) {
      for (const auto& [wiki, word] : networks)
        if (text == wiki) return std::string(word);
      return std::string();
    });
    if (known) result_.facts.set("cellular", !result_.facts.words("network").empty());
    read_wifi();
    const document_node* const bluetooth = root_.find("bluetooth");
    const document_node* const spec = bluetooth == nullptr ? nullptr : bluetooth->find("spec");
    if (spec == nullptr) return;
    const std::string version = is_none(*spec) ? "0" : split(spec->text, ' ').front();
    if (!read_version(version)) return unreadable(*spec, "bluetooth", "a version such as 5.0");
    result_.facts.add("bluetooth", version, read_version(version)->rank());
  }

  /// `802.11 a/b/g/n/ac`: the latest of these generations.
  void read_wifi() {
    const document_node* const node = root_.find("wifi");
    if (node == nullptr || node->is_null()) return;
    if (is_none(*node)) return result_.facts.add("wifi", "none");
    const auto modes = split(node->text.substr(node->text.rfind(' ') + 1), '/');
    for (const std::string generation : {"be", "ax", "ac", "n"})
      if (std::find(modes.begin(), modes.end(), generation) != modes.end())
        return result_.facts.add("wifi", generation);
    unreadable(*node, "wifi", "standards such as 802.11 a/b/g/n");
  }
};

}  // namespace portfit::detail
