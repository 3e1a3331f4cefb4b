#pragma once

#include "pairing_builder.hpp"

namespace portfit_test {

/// A vendor with something to lose: `v` holds `licence`, which grants store, maps and checks to compatible systems and forbids
/// forks but in DE. Its devices `d` and `e` are sold in `m` (US) and `home` (DE). `os` is compatible, `fork` is a fork, of
/// `maybe` nobody knows it. `mall` covers 60 % of store where it was installed, `atlas` 90 % of maps. Vendor `w` holds nothing.
struct agreement_world : pairing_builder {
  agreement_world() {
    flags({"is_fork", "ported"});
    fact("compatible", "yes/no", {{"default", "no"}});
    fact("mall_installed", "yes/no", {{"default", "no"}});
    fact("revenue", "money").fact("share", "percent");
    vendor("v").holds(portfit::list_of({"licence"})).set("revenue", "10..14 MUSD").set("share", "70%");
    vendor("w");
    device("e").vendor("v").platform("p");
    device("x").vendor("w").platform("p");
    system("os").set("compatible", "yes").set("is_fork", "no").should("shop", "service store");
    system("fork").set("is_fork", "yes").should("shop", "service store");
    system("maybe").set("is_fork", "30%");
    market("m").sold_in("US").units("100").margin("1..2 kUSD");
    market("home").sold_in("DE").units("100").margin("1 kUSD");
    service("store").replaced_by("mall", portfit::map_of({{"covers", "60%"}, {"when", "mall_installed"}}));
    service("maps").replaced_by("atlas", "90%");
    service("checks");
    remedy("install_mall").makes("mall_installed").money("1 kUSD");
    agreement("licence").set("grants",
                             portfit::map_of({{"services", {"store", "maps", "checks"}}, {"on", "os.compatible"}}));
    forbid("vendor");
  }
  /// `across`: vendor or device.
  void forbid(const char* across) {
    agreement("licence").forbids("fork",
                                 {{"act", "os.is_fork"},
                                  {"except", portfit::list_of({portfit::map_of({{"sold_in", "DE"}})})},
                                  {"forfeits", "all_grants"},
                                  {"across", across},
                                  {"enforced", "50..90%"},
                                  {"exposure", portfit::map_of({{"of", "vendor.revenue"}, {"share", "vendor.share"}})},
                                  {"accept", "ask"}});
  }
};

}  // namespace portfit_test
