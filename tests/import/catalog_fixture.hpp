#pragma once

#include <string_view>

/// A catalog that uses every section and every form of value once or more, and reads without a remark.
inline constexpr std::string_view catalog_fixture = R"(portfit: 1
as_of: 2025-02
money: EUR
rates: {USD: 0.5, VND: 0.00004}
person_month: 5 kEUR
scale: 200 kEUR
budget: {money: 1 MUSD, effort: 2 py}
overrides: no
includes: []
sources:
  leaflet: {title: The maker's leaflet, published: 2024-05, confidence: B, url: "https://example.org", licence: CC0, note: old}
  guess: {title: Guess, confidence: assumed}
  rumour: {title: Rumour, confidence: X}
facts:
  memory: {type: GiB, headers: [RAM], of: device}
  cost: {type: money}
  radio: {type: [none, data, voice], ask: "Which radio works?"}
  bands: {type: {set: [b1, b3, b20]}}
  tags: {type: set}
  colour: {type: {one_of: [red, green]}}
  owner: {type: word}
  launched: {type: date}
  kernel: {type: version}
  open_kernel: {type: yes/no, unless_known: 30%, note: counted}
  listed: {type: yes/no, default: no}
  share: {type: percent}
  turnover: money
  battery: mAh
  rank: {type: number, default: 3}
  screen: {type: inch, unless_known: 4..5..7 inch}
  fork: yes/no
  not_small: yes/no
  ceiling: money
world:
  rank: 7
  source: guess
vendors:
  heron:
    name: Heron Ltd
    home: EU
    holds: [pact]
    turnover: 10..14 MEUR
    share: 70%
    source: guess
  tern: {home: unknown, turnover: 1 bnVND, share: 40..60%}
  silica: {home: TW}
platforms:
  chip9: {vendor: silica, kernel: 4.19, source: leaflet}
  chip9b: {family: chip9, kernel: 5.4}
devices:
  wader:
    vendor: heron
    platform: chip9
    built_by: tern
    note: sold twice
    source: leaflet
    memory: [3 GiB, 4096 MiB]
    cost: 100..150..300 USD
    radio: {none: 25%, data: 25%, voice: 50%}
    bands: [b1, b20]
    tags: handy
    colour: red
    owner: someone else
    launched: 2024-03
    kernel: 4.14..4.19
    open_kernel: 70%
    listed:
    battery:
      - {is: 4000 mAh, from: 2024-01-01, until: 2025-01-01}
      - {is: 5 Ah, from: 2025-01-01, confidence: C, note: bigger}
    screen: {is: 6 inch, source: rumour}
    must: {willing: os.fork != yes}
    should: {liked: {need: colour = red, weight: 0.5, source: guess}}
  stilt: {vendor: tern, platform: unknown, launched: 2025-01-31, radio: data, kernel: ~, listed: YES, bands: []}
systems:
  base: {abstract: yes, must: {size: memory >= 2 GiB}}
  reed:
    based_on: base
    provides: {maps: 80%}
    fork: 0%
    must:
      boots: {any_of: [open_kernel, kernel >= 5.4, {all_of: [listed, not_small]}]}
      several: {at_least: 2, of: [bands includes b20, radio = voice, service maps >= 60%]}
      shop: service shop
    should:
      young: {need: age(launched) <= 3 years, weight: 2, when: vendor = heron, waiver: {by: os, until: 2027, money: 20 kEUR}}
      calm: {none_of: [cost > market.ceiling, platform.vendor = silica, vendor.home = EU]}
ports:
  reed/wader: {listed: yes}
  reed/chip9: {open_kernel: no}
remedies:
  buy: {makes: [open_kernel, radio >= data], needs: {all_of: [fork != no]}, once_per: [], by: vendor, paid_by: vendor,
    effort: 2 pw, money: 50..100 kEUR, time: 3 weeks, works: 70..90%, source: guess}
  work:
    makes: listed
    sets: {colour: green, tags: [a, b]}
    adds: {cost: -10 EUR}
    breaks: [fork, radio]
    after: buy
    excludes: [wait]
    effort: [{when: open_kernel, is: 2..4..9 pm}, {is: 12 pm}]
    pays: {vendor: 1 kEUR}
  wait: {sets: {vendor.rank: 1}, once_per: os_base}
  hope: {makes: listed, by: community, works: [{when: open_kernel, is: {counted: radios}}, {is: 5%}]}
places:
  EU: {contains: [DE, {is: GB, until: 2021}]}
services:
  shop: {replaced_by: {stall: {covers: 60%, when: market.sold_in = EU}, kiosk: 50%}}
agreements:
  pact:
    grants: {services: [shop, maps], on: fork = no}
    obliges: {keep: os.fork = no}
    exclusive: {act: fork, in: DE, until: 2015-01-01}
    forbids:
      forks:
        act: os.fork
        except: [{sold_in: EU, from: 2018-10-29, source: leaflet}, {when: colour = red}]
        forfeits: all_grants
        across: vendor
        enforced: 50..90%
        exposure: {of: vendor.turnover, share: vendor.share, years: 2}
        accept: ask
rules:
  embargo: {from: 2022-03, until: 2030, sold_in: [EU, US], when: vendor.home = EU, withdraws: shop, source: leaflet}
  shelf: {requires: {stall: service stall}}
markets:
  fair: {sold_in: EU, must: {cheap: cost <= 200 EUR}, units: 10..20..60, margin: 9 EUR, years: 2, ceiling: 300 EUR}
hazards:
  exit: {breaks: listed, per_year: 10..20%, once_per: [vendor], source: guess}
counts:
  radios:
    of: radio
    yes: [data, voice]
    among: open_kernel
    groups: {new: age(launched) <= 3 years, roomy: memory >= 4 GiB}
    by: [[vendor, platform], platform, [seen, new], [roomy], [platform.vendor]]
    strength: 2.5
    elsewhere: 25%
    evidence: [memory, launched]
    source: leaflet
    cells:
      - {platform: chip9b, new: yes, roomy: no, is: {none: 3, voice: 1}}
      - {elsewhere: yes, source: guess, is: {data: 2}}
)";
