#include <portfit/import/join.hpp>

#include <portfit/catalog/read_catalog.hpp>
#include <portfit/import/lineage_wiki.hpp>
#include <portfit/import/yaml.hpp>

#include "import/pmaports_fixture.hpp"
#include "support/imported.hpp"
#include "support/random.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <cstddef>
#include <map>
#include <set>
#include <string>
#include <utility>
#include <vector>

namespace {

using portfit::diagnostic;
using portfit::document;
using portfit::document_node;
using portfit::join_evidence;
using portfit::join_result;
using portfit_test::shown;

document parsed(const std::string& text, const std::string& name) { return portfit::read_yaml(text, name).document; }

/// What joining two texts gave.
struct joined_texts {
  document added;
  join_result result;

  [[nodiscard]] const document_node* device(const std::string& id) const {
    return added.root.find("devices")->find(id);
  }
  [[nodiscard]] std::string fact(const std::string& id, const std::string& name) const {
    const document_node* const found = device(id);
    REQUIRE_MESSAGE(found != nullptr, id);
    return shown(found->find(name));
  }
  /// `a>b` for each device that is joined.
  [[nodiscard]] std::string pairs() const {
    std::string text;
    for (const auto& each : result.joined)
      text += (text.empty() ? "" : " ") + each.was + '>' + each.is + ':' + to_text(each.by);
    return text;
  }
  [[nodiscard]] std::string remarks(const std::string& code) const {
    std::string text;
    for (const diagnostic& remark : result.remarks) {
      CHECK(remark.level == portfit::severity::note);
      if (remark.code == code) text += (text.empty() ? "" : "\n") + remark.message;
    }
    return text;
  }
};

joined_texts join(const std::string& added, const std::string& known) {
  joined_texts made{parsed(added, "new.yaml"), {}};
  const std::vector<document> there{parsed(known, "old.yaml")};
  made.result = portfit::join_entities(made.added, there);
  return made;
}

/// Joins one device with one other; each is the inside of a flow map.
std::string pair_of(const std::string& id, const std::string& device, const std::string& other_id,
                    const std::string& other) {
  return join("devices: {" + id + ": {" + device + "}}", "devices: {" + other_id + ": {" + other + "}}").pairs();
}

}  // namespace

TEST_CASE("the same vendor and code name are the same device") {
  CHECK(pair_of("oneplus-bacon", "vendor: oneplus", "oneplus-bacon", "vendor: oneplus") ==
        "oneplus-bacon>oneplus-bacon:id");
  CHECK(pair_of("fairphone-fp2", "vendor: fairphone, codename: fp2", "fairphone-FP2",
                "vendor: fairphone, codename: FP2") == "fairphone-fp2>fairphone-FP2:codename");
  CHECK(pair_of("a-b-c", "vendor: a", "a-b_c", "vendor: a") == "a-b-c>a-b_c:codename");
  CHECK(pair_of("a-x", "vendor: a", "b-x", "vendor: b").empty());
  CHECK(pair_of("a-x", "vendor: a", "a-y", "vendor: a").empty());
  CHECK(pair_of("a-x", "vendor: a", "a-xl", "vendor: a").empty());
}

TEST_CASE("a vendor may be the brand, the maker behind it, or another spelling") {
  CHECK(pair_of("lg-hammerhead", "vendor: lge", "lge-hammerhead", "vendor: google, built_by: lge") ==
        "lg-hammerhead>lge-hammerhead:codename");
  CHECK(pair_of("google-manta", "vendor: google", "samsung-manta", "vendor: google, built_by: samsung") ==
        "google-manta>samsung-manta:codename");
  CHECK(pair_of("motorola-shamu", "vendor: motorola", "moto-shamu", "vendor: google, built_by: motorola") ==
        "motorola-shamu>moto-shamu:codename");
  CHECK(pair_of("motorola-shamu", "vendor: motorola", "moto-shamu", "vendor: google") ==
        "motorola-shamu>moto-shamu:codename");
  CHECK(pair_of("odroid-c4", "vendor: hardkernel, codename: c4", "hardkernel-odroidc4",
                "vendor: hardkernel, codename: odroidc4") == "odroid-c4>hardkernel-odroidc4:alias");
}

TEST_CASE("an alias or a model number of one is the code name of the other") {
  CHECK(pair_of("samsung-m0", "vendor: samsung, codename: m0, aliases: [i9300]", "samsung-i9300", "vendor: samsung") ==
        "samsung-m0>samsung-i9300:alias");
  CHECK(pair_of("samsung-i747m", "vendor: samsung", "samsung-d2att", "vendor: samsung, aliases: [i747, i747m]") ==
        "samsung-i747m>samsung-d2att:alias");
  CHECK(pair_of("lenovo-a6020a40", "vendor: lenovo", "lenovo-A6020", "vendor: lenovo, models: [A6020a40, A6020a41]") ==
        "lenovo-a6020a40>lenovo-A6020:alias");
  CHECK(pair_of("xiaomi-wt88047", "vendor: xiaomi, aliases: [wingtech-wt88047]", "wingtech-wt88047",
                "vendor: wingtech") == "xiaomi-wt88047>wingtech-wt88047:alias");
  CHECK(pair_of("samsung-m0", "vendor: samsung, aliases: [i9300]", "lge-i9300", "vendor: lge").empty());
  // Two other names that agree are not enough.
  CHECK(pair_of("a-x", "vendor: a, aliases: [z]", "a-y", "vendor: a, aliases: [z]").empty());
}

TEST_CASE("a match that is not the only one is none, and is told") {
  const joined_texts two =
      join("devices: {a-x: {vendor: a}}", "devices: {a-y: {vendor: a, aliases: [x]}, a-z: {vendor: a, models: [X]}}");
  CHECK(two.pairs().empty());
  CHECK(two.remarks("ambiguous_match") == "a-x could be a-y or a-z: it is not joined");
  const joined_texts rivals =
      join("devices: {a-x: {vendor: a, aliases: [t]}, a-y: {vendor: a, aliases: [t]}}", "devices: {a-t: {vendor: a}}");
  CHECK(rivals.pairs().empty());
  CHECK(rivals.remarks("ambiguous_match") == "a-x and a-y could each be a-t: none is joined");
  // Of a code name and an alias the code name is the stronger.
  const joined_texts best =
      join("devices: {a-T: {vendor: a}, a-y: {vendor: a, aliases: [t]}}", "devices: {a-t: {vendor: a}}");
  CHECK(best.pairs() == "a-T>a-t:codename");
  // A code name does not become ambiguous by the aliases of others.
  const joined_texts exact =
      join("devices: {b-x: {vendor: a, codename: x}}", "devices: {a-x: {vendor: a}, a-y: {vendor: a, aliases: [x]}}");
  CHECK(exact.pairs() == "b-x>a-x:codename");
}

TEST_CASE("the same name alone raises a doubt, no more") {
  const joined_texts made = join("devices: {sony-aries: {vendor: sony, name: Sony Xperia Z3 Compact}}",
                                 "devices: {sony-z3c: {vendor: sony, name: Sony Xperia Z3 / Xperia Z3-Compact}}");
  CHECK(made.pairs().empty());
  CHECK(made.remarks("ambiguous_match") == "sony-aries has the name of sony-z3c: it is not joined");
  CHECK(made.device("sony-z3c") == nullptr);  // nothing is said of the world
}

TEST_CASE("what is said of the world is not known of devices in doubt") {
  const std::string world = "world: {listed: {is: none, source: s}, seen: no}\n";
  const joined_texts made = join(world + "devices: {a-x: {vendor: a, name: A X, source: s}}",
                                 "devices: {a-y: {vendor: a, name: a x, seen: yes}, a-z: {vendor: a}}");
  CHECK(made.fact("a-y", "listed") == "unknown");
  CHECK(made.fact("a-y", "seen") == "(none)");
  CHECK(made.fact("a-y", "source") == "s");
  CHECK(made.fact("a-y", "note") == "may be a-x of the other catalog");
  CHECK(made.device("a-z") == nullptr);
  CHECK(made.device("a-x") != nullptr);
}

TEST_CASE("links that differ are left to the catalog that is there") {
  const joined_texts made = join(
      "vendors: {v: {name: Vee}, w: {name: Doubleyou}}\nplatforms: {p: {vendor: w}}\nsources: {s: {title: T, "
      "confidence: A}}\n"
      "devices: {v-x: {vendor: v, platform: p, name: Vee X, released: 2016}}",
      "vendors: {v: {name: VEE}, w: {name: Doubleyou}}\nplatforms: {p: {vendor: v}}\nsources: {s: {title: U, "
      "confidence: A}}\n"
      "devices: {v-x: {vendor: v, platform: q, name: X}}");
  CHECK(made.fact("v-x", "vendor") == "v");
  CHECK(made.fact("v-x", "platform") == "(none)");
  CHECK(made.fact("v-x", "name") == "(none)");
  CHECK(made.fact("v-x", "released") == "2016");
  CHECK(made.added.root.find("vendors")->find("v")->find("name") == nullptr);
  CHECK(made.added.root.find("vendors")->find("w")->find("name")->text == "Doubleyou");
  CHECK(made.added.root.find("platforms")->find("p")->find("vendor") == nullptr);
  CHECK(made.added.root.find("sources")->find("s")->find("title") == nullptr);
  CHECK(made.added.root.find("sources")->find("s")->find("confidence")->text == "A");
  CHECK(made.remarks("platforms_differ") == "platform of v-x: q here, p by new.yaml; the one here counts");
}

TEST_CASE("statements that agree are left to the more exact one") {
  const auto left = [](const std::string& fact, const std::string& mine, const std::string& theirs) {
    const joined_texts made =
        join("devices: {a-x: {" + fact + ": " + mine + "}}", "devices: {a-x: {" + fact + ": " + theirs + "}}");
    CHECK((made.device("a-x")->find(fact) == nullptr) == made.remarks("sources_differ").empty());
    return made.device("a-x")->find(fact) == nullptr;
  };
  CHECK(left("released", "2016", "2016-06-14"));
  CHECK(left("released", "2016", "2016"));
  CHECK_FALSE(left("released", "2016", "2015-12"));
  CHECK_FALSE(left("released", "2016", "2017-01"));
  CHECK(left("resolution", "800x1280", "1280x800"));
  CHECK_FALSE(left("resolution", "800x1280", "800x1200"));
  CHECK(left("architecture", "arm", "ARM"));
  CHECK_FALSE(left("architecture", "arm", "arm64"));
  CHECK(left("ram", "2 GiB", "[2 GiB, 3 GiB]"));
  CHECK_FALSE(left("ram", "4 GiB", "[2 GiB, 3 GiB]"));
  CHECK(left("sdcard", "yes", "unknown"));
  CHECK(left("sdcard", "yes", "{is: yes, source: s}"));
  CHECK_FALSE(left("sdcard", "yes", "{is: no, source: s}"));
}

TEST_CASE("a contradiction tells values, sources, and who counts as the catalog's rules say") {
  const auto told = [](const std::string& mine, const std::string& theirs) {
    return join("sources: {m: {confidence: " + mine + "}}\ndevices: {a-x: {source: m, form: phone}}",
                "sources: {t: {confidence: " + theirs + "}}\ndevices:\n  a-x: {source: t, form: tablet}")
        .remarks("sources_differ");
  };
  CHECK(told("A", "B") == "form of a-x: tablet by t (B), phone by m (A); m counts");
  CHECK(told("C", "B") == "form of a-x: tablet by t (B), phone by m (C); t counts");
  CHECK(told("S", "B") == "form of a-x: tablet by t (B), phone by m (S); t counts");
  CHECK(told("B", "B") == "form of a-x: tablet by t (B), phone by m (B); equally trusted, so unknown");
  const joined_texts made =
      join("devices: {a-x: {form: {is: phone, source: m, confidence: B}}}", "devices:\n  a-x: {form: tablet}");
  CHECK(made.remarks("sources_differ") == "form of a-x: tablet by no source (C), phone by m (B); m counts");
  CHECK(made.result.remarks.front().where == portfit::position{"old.yaml", 2, 15});
}

TEST_CASE("what is told of a contradiction is what a catalog makes of it") {
  for (const char* const confidence : {"A", "B", "C"}) {
    document added = parsed(std::string("portfit: 1\nsources: {m: {title: M, confidence: ") + confidence +
                                "}}\ndevices: {a-x: {vendor: a, platform: unknown, source: m, wide: yes}}",
                            "new.yaml");
    std::vector<document> all{
        parsed("portfit: 1\nfacts: {wide: yes/no}\nvendors: {a: {name: A}}\nsources: {t: {title: T, confidence: "
               "B}}\ndevices: {a-x: {vendor: a, platform: unknown, source: t, wide: no}}",
               "old.yaml")};
    const join_result result = portfit::join_entities(added, all);
    REQUIRE(result.remarks.size() == 1);
    all.push_back(added);
    const portfit::read_result read = portfit::read_catalog(all);
    CHECK(read.remarks.empty());
    const auto& statements = read.catalog.devices.at("a-x").facts.at("wide");
    REQUIRE(statements.size() == 2);
    const std::string& message = result.remarks.front().message;
    const bool mine = statements[1].trust > statements[0].trust;
    const bool tied = statements[1].trust == statements[0].trust;
    CHECK(message.ends_with("m counts") == mine);
    CHECK(message.ends_with("unknown") == tied);
    CHECK(message.ends_with("t counts") == (!mine && !tied));
  }
}

TEST_CASE("aliases are united, and a code name that differs becomes one") {
  const joined_texts made = join("devices: {samsung-m0: {vendor: samsung, codename: m0, aliases: [i9300, s3]}}",
                                 "devices: {samsung-i9300: {vendor: samsung, codename: i9300, aliases: [i9300t]}}");
  CHECK(made.fact("samsung-i9300", "aliases") == "[i9300t, m0, s3]");
  CHECK(made.fact("samsung-i9300", "codename") == "(none)");
  const joined_texts same = join("devices: {a-FP2: {codename: fp2}}", "devices: {a-fp2: {codename: FP2}}");
  CHECK(same.fact("a-fp2", "aliases") == "(none)");
}

namespace {

/// A device of a random register: few vendors and names, so that much collides.
struct random_device {
  std::string id, vendor, codename;
  std::vector<std::string> aliases;

  [[nodiscard]] std::string text() const {
    std::string list;
    for (const std::string& alias : aliases) list += (list.empty() ? "" : ", ") + alias;
    return id + ": {vendor: " + vendor + ", codename: " + codename + ", aliases: [" + list + "]}";
  }
};

std::vector<random_device> random_register(portfit_test::random_source& random, const std::string& mark) {
  const std::vector<std::string> vendors{"va", "vb"};
  const std::vector<std::string> names{"c1", "c2", "c3", "c4", "c5", "c6"};
  std::map<std::string, random_device> devices;
  for (int count = random.between(1, 5); count > 0; --count) {
    random_device made;
    made.vendor = random.pick(vendors);
    made.codename = random.pick(names);
    // Some ids are those of the other register, too.
    made.id = made.vendor + '-' + (random.chance(0.3) ? "same" : mark) + std::to_string(random.below(4));
    while (random.chance(0.4)) made.aliases.push_back(random.pick(names));
    devices[made.id] = made;
  }
  std::vector<random_device> result;
  for (const auto& [id, device] : devices) result.push_back(device);
  return result;
}

std::string register_text(const std::vector<random_device>& devices) {
  std::string text = "devices:\n";
  for (const random_device& device : devices) text += "  " + device.text() + '\n';
  return text;
}

/// 0 to 2: the evidence that two devices are one; 3: none. By the definition, pair by pair.
int evidence(const random_device& a, const random_device& b) {
  const auto knows = [](const random_device& who, const std::string& name) {
    return std::find(who.aliases.begin(), who.aliases.end(), name) != who.aliases.end();
  };
  if (a.id == b.id) return 0;
  if (a.vendor != b.vendor) return 3;
  if (a.codename == b.codename) return 1;
  return knows(a, b.codename) || knows(b, a.codename) ? 2 : 3;
}

/// Who is joined to whom, tried out: the best evidence a device has for anybody must be for one alone, and nobody else may have
/// as good evidence for that one.
std::map<std::string, std::string> joined_by_hand(const std::vector<random_device>& added,
                                                  const std::vector<random_device>& known) {
  std::map<std::string, std::pair<int, std::string>> wish;
  for (const random_device& a : added) {
    int best = 3;
    for (const random_device& k : known) best = (std::min)(best, evidence(a, k));
    if (best == 3) continue;
    std::vector<std::string> those;
    for (const random_device& k : known)
      if (evidence(a, k) == best) those.push_back(k.id);
    if (those.size() == 1) wish[a.id] = {best, those.front()};
  }
  std::map<std::string, std::string> result;
  for (const auto& [id, wanted] : wish) {
    const bool rival = std::any_of(wish.begin(), wish.end(), [&](const auto& other) {
      return other.first != id && other.second.second == wanted.second && other.second.first <= wanted.first;
    });
    if (!rival) result[id] = wanted.second;
  }
  return result;
}

}  // namespace

TEST_CASE("random registers join as tried out by hand, in any order, and once is enough") {
  portfit_test::random_source random(5);
  std::size_t joined = 0;
  std::size_t doubtful = 0;
  for (int round = 0; round < 400; ++round) {
    std::vector<random_device> added = random_register(random, "n");
    std::vector<random_device> known = random_register(random, "o");
    const joined_texts made = join(register_text(added), register_text(known));
    std::map<std::string, std::string> found;
    for (const auto& each : made.result.joined) found[each.was] = each.is;
    CHECK(found == joined_by_hand(added, known));
    joined += found.size();
    doubtful += made.remarks("ambiguous_match").empty() ? 0 : 1;

    std::reverse(added.begin(), added.end());
    std::reverse(known.begin(), known.end());
    std::map<std::string, std::string> turned;
    for (const auto& each : join(register_text(added), register_text(known)).result.joined) turned[each.was] = each.is;
    CHECK(turned == found);

    document again = made.added;
    const std::vector<document> there{parsed(register_text(known), "old.yaml")};
    const join_result second = portfit::join_entities(again, there);
    std::set<std::string> kept;
    for (const auto& each : second.joined)
      if (each.by == join_evidence::id) kept.insert(each.is);
    for (const auto& [was, is] : found) CHECK(kept.contains(is));
  }
  CHECK(joined > 200);
  CHECK(doubtful > 50);
}

TEST_CASE("documents without devices are left as they are") {
  CHECK(join("vendors: {a: {name: A}}", "devices: {a-x: {vendor: a}}").pairs().empty());
  CHECK(join("devices: {a-x: {vendor: a}}", "vendors: {a: {name: A}}").pairs().empty());
  document alone = parsed("devices: {a-x: {vendor: a}}", "new.yaml");
  CHECK(portfit::join_entities(alone, {}).joined.empty());
  CHECK(alone.root.find("devices")->members.front().key == "a-x");
}

TEST_CASE("two imports join to one catalog without a complaint") {
  const std::vector<portfit::wiki_file> wiki{
      {"alpha.yml",
       "codename: alpha\nvendor: Maker Corp.\nvendor_short: maker\nname: Alpha\nrelease: 2015-03\narchitecture: arm\n"
       "soc: Qualcomm MSM8916 Snapdragon 410\n"},
      {"b9300.yml",
       "codename: b9300\nvendor: LG\nvendor_short: lge\nname: Beta\nmodels: [GT-B9300]\nsoc: Samsung Exynos 4412\n"}};
  std::vector<document> documents{portfit::read_lineage_wiki(wiki).document};
  document packages = portfit::read_pmaports(portfit_test::pmaports_fixture()).document;
  const join_result result = portfit::join_entities(packages, documents);
  REQUIRE(result.joined.size() == 2);
  CHECK(result.joined[0].is == "lge-b9300");
  CHECK(result.joined[0].by == join_evidence::alias);
  CHECK(result.joined[1].is == "maker-alpha");
  documents.insert(documents.begin(),
                   parsed(portfit_test::text_of_file("examples/catalogs/vocabulary.yaml"), "vocabulary.yaml"));
  documents.push_back(packages);
  const portfit::read_result read = portfit::read_catalog(documents);
  for (const diagnostic& remark : read.remarks) CHECK_MESSAGE(false, to_text(remark));
  CHECK(read.catalog.devices.size() == 7);
  CHECK(read.catalog.devices.at("lge-b9300").facts.at("pmos_category").size() == 1);
}
