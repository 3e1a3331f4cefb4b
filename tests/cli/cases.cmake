# How the planner is called and what it answers: exit status, standard output, standard error. Included where the planner is built.

# portfit_cli(<test> <exit status> <arguments, separated by |> [OUTPUT <file>] [OUTPUT_MATCHES <pattern>] [ERROR_MATCHES <pattern>])
function(portfit_cli test exit arguments)
  cmake_parse_arguments(PARSE_ARGV 3 arg "" "OUTPUT;OUTPUT_MATCHES;ERROR_MATCHES" "")
  set(definitions)
  if(DEFINED arg_OUTPUT)
    list(APPEND definitions "-DOUTPUT=${PROJECT_SOURCE_DIR}/tests/cli/${arg_OUTPUT}")
  endif()
  foreach(name IN ITEMS OUTPUT_MATCHES ERROR_MATCHES)
    if(DEFINED arg_${name})
      list(APPEND definitions "-D${name}=${arg_${name}}")
    endif()
  endforeach()
  add_test(NAME cli.${test}
           COMMAND "${CMAKE_COMMAND}" "-DPROGRAM=$<TARGET_FILE:portfit_planner>" "-DARGUMENTS=${arguments}" "-DEXIT=${exit}"
                   "-DVERSION=${PROJECT_VERSION}" "-DACTUAL=${CMAKE_CURRENT_BINARY_DIR}/cli.${test}.actual" ${definitions}
                   -P "${PROJECT_SOURCE_DIR}/tests/cli/check_run.cmake"
           WORKING_DIRECTORY "${PROJECT_SOURCE_DIR}/tests/cli/data")
  set_tests_properties(cli.${test} PROPERTIES LABELS cli TIMEOUT 60)
endfunction()

# Whole outputs
portfit_cli(check 0 "check|tiny.yaml" OUTPUT check.expected)
portfit_cli(check_mistakes 1 "check|mistakes.yaml" OUTPUT check_mistakes.expected)
portfit_cli(rank 0 "rank|tiny.yaml" OUTPUT rank.expected)
portfit_cli(rank_markets 0 "rank|tiny.yaml|markets.yaml|--os|lark|--top|2" OUTPUT rank_markets.expected)
portfit_cli(rank_csv 0 "rank|tiny.yaml|--format|csv" OUTPUT rank_csv.expected)
portfit_cli(explain_blocked 1 "explain|tiny.yaml|--os|wren|--device|brick" OUTPUT explain_blocked.expected)
portfit_cli(explain_blocked_long 1 "explain|tiny.yaml|--os|wren|--device|brick|--long" OUTPUT explain_blocked_long.expected)
portfit_cli(explain_feasible 0 "explain|tiny.yaml|--os|lark|--device|flash" OUTPUT explain_feasible.expected)
portfit_cli(explain_feasible_long 0 "explain|tiny.yaml|--os|lark|--device|flash|--long" OUTPUT explain_feasible_long.expected)
portfit_cli(explain_open 0 "explain|tiny.yaml|--os|wren|--device|ghost" OUTPUT explain_open.expected)
portfit_cli(explain_json 1 "explain|tiny.yaml|--os|wren|--device|brick|--format|json" OUTPUT explain_json.expected)
portfit_cli(explain_csv 1 "explain|tiny.yaml|--os|wren|--device|brick|--format|csv" OUTPUT explain_csv.expected)
portfit_cli(plan 0 "plan|tiny.yaml|--os|lark|--device|flash|--want|roomy" OUTPUT plan.expected)
portfit_cli(plan_several 0 "plan|tiny.yaml|--os|lark|--device|flash|--device|brick|--device|ghost|--pareto|--teams|1" OUTPUT plan_several.expected)
portfit_cli(plan_csv 0 "plan|tiny.yaml|--os|lark|--device|flash|--format|csv" OUTPUT plan_csv.expected)
portfit_cli(graph_dot 0 "graph|tiny.yaml|--os|wren|--device|flash" OUTPUT graph_dot.expected)
portfit_cli(graph_graphml 0 "graph|tiny.yaml|--os|wren|--device|flash|--format|graphml" OUTPUT graph_graphml.expected)
portfit_cli(contagion 0 "contagion|stakes.yaml|--vendor|big|--vendor|tiny" OUTPUT contagion.expected)
portfit_cli(import_csv 0 "import|csv|sheet.csv|--vocabulary|words.yaml" OUTPUT import_csv.expected ERROR_MATCHES "1 file, 1 device, 0 errors")

portfit_cli(diff 0 "diff|tiny.yaml|--against|later.yaml" OUTPUT diff.expected)
portfit_cli(diff_csv 0 "diff|later.yaml|--as-of|2024-04-14|--as-of|2024-04-15|--format|csv" OUTPUT diff_csv.expected)

portfit_cli(what_if 0 "what-if|tiny.yaml|--set|brick: ram = 4 GiB|--set|brick: kernel_source = yes|--set|buy_source: works = 30%|--set|ghost: ram = 3 GiB"
            OUTPUT what_if.expected)
portfit_cli(what_if_csv 0 "what-if|tiny.yaml|--set|flash: kernel_source = yes|--format|csv" OUTPUT what_if_csv.expected)

# What changes the question changes the head
portfit_cli(options 0 "rank|tiny.yaml|--as-of|2024-05|--known-by|2024|--trust|B|--policy|floor=0.25|--accept-forfeits|--without|buy_source|--budget-money|1 MUSD|--budget-effort|40 pm"
            OUTPUT_MATCHES "as of 2024-05-01, policy floor=0.25, .*known by 2024-12-31, trusting B[ \n]+and better, forfeits accepted, without[ \n]+buy_source, budget 1 MUSD, budget 40 pm")
portfit_cli(node_limit 0 "explain|tiny.yaml|--os|lark|--device|flash|--node-limit|1" OUTPUT_MATCHES "a limit was reached")
portfit_cli(node_limit_zero 2 "rank|tiny.yaml|--node-limit|0" ERROR_MATCHES "--node-limit")
portfit_cli(by_vendor 0 "rank|tiny.yaml|--os|lark|--by|vendor" OUTPUT_MATCHES "1  flash.*2  ghost")
portfit_cli(sheet 0 "rank|sheet.csv|tiny.yaml|--device|sheet_one" OUTPUT_MATCHES "sheet_one \\(bolt\\)")
portfit_cli(verbose 0 "check|tiny.yaml|--verbose" OUTPUT check.expected ERROR_MATCHES " s, .* MiB")
portfit_cli(check_json 1 "check|mistakes.yaml|--format|json" OUTPUT_MATCHES "\"code\": \"missing_file\"")
portfit_cli(check_csv 1 "check|mistakes.yaml|--format|csv" OUTPUT_MATCHES "^severity,code,file,line,column,message,expected,nearest,version")
portfit_cli(rank_json 0 "rank|tiny.yaml|--format|json" OUTPUT_MATCHES "\"verdict\": \"undetermined\"")
portfit_cli(contagion_all 0 "contagion|stakes.yaml|--all-vendors|--os|forked|--market|away" OUTPUT_MATCHES "1 of 2 free [^\n]*: tiny\n1 of 2 not willing [^\n]*: big\n.*\nportfit gives no legal advice[^\n]*\n$")
portfit_cli(contagion_limit 0 "contagion|stakes.yaml|--vendor|big|--node-limit|1" OUTPUT_MATCHES "\nbig: stopped on the way, or a limit was reached")
portfit_cli(contagion_csv 0 "contagion|stakes.yaml|--vendor|big|--format|csv" OUTPUT_MATCHES "^section,vendor,code,agreement,.*\nbreach,big,breach,storekeeper,fork,vendor,forked,big_one,away,")
portfit_cli(contagion_json 0 "contagion|stakes.yaml|--vendor|tiny|--format|json" OUTPUT_MATCHES "\"code\": \"nothing_held\".*\"notice\"")
portfit_cli(diff_json 0 "diff|tiny.yaml|--against|later.yaml|--os|wren|--format|json" OUTPUT_MATCHES "\"code\": \"rule\".*\"unchanged\": 1,")
portfit_cli(plan_json 0 "plan|tiny.yaml|--os|lark|--device|flash|--format|json" OUTPUT_MATCHES "\"remedy\": \"buy_source\".*\"shared_work\"")
portfit_cli(plan_blocked 1 "plan|tiny.yaml|--os|wren|--device|brick" OUTPUT_MATCHES ": blocked\nwhy: ")
portfit_cli(diff_nothing 0 "diff|tiny.yaml|--as-of|2024|--as-of|2024" OUTPUT_MATCHES "\n0 pairings changed, 6 did not\n$")
portfit_cli(diff_known_by 0 "diff|later.yaml|--known-by|2024-04|--known-by|2024-06|--as-of|2024-06" OUTPUT_MATCHES "before: as of 2024-06-01, .*known by 2024-04-30.*after: as of 2024-06-01, .*known by 2024-06-30")
portfit_cli(diff_new_device 0 "diff|tiny.yaml|--against|later.yaml|--device|fresh|--os|lark" OUTPUT_MATCHES "device fresh is new.*\n0 pairings changed, 0 did not, 1 is new\n")
portfit_cli(what_if_json 0 "what-if|tiny.yaml|--set|flash: ram = 2 GiB|--os|wren|--format|json"
            OUTPUT_MATCHES "\"was\": \"4 GiB\".*\"verdict\": \"blocked\".*\"fresh\": .*\"wren: memory\"")
portfit_cli(what_if_top 0 "what-if|tiny.yaml|--set|buy_source: works = 30%|--top|1" OUTPUT_MATCHES "\n1 smaller change left out\n.*\n2 pairings moved, 4 did not\n$")
portfit_cli(what_if_nothing 0 "what-if|tiny.yaml|--set|flash: ram = 4 GiB" OUTPUT_MATCHES "it was 4 GiB\\): moves nothing\n\n0 pairings moved, 6 did not\n$")
portfit_cli(set_rank 0 "rank|tiny.yaml|--set|buy_source: works = 30%|--set|catalog: scale = 1 MUSD" OUTPUT_MATCHES "set 'buy_source: works[ \n]+=[ \n]+30%', set[ \n]+'catalog: scale = 1 MUSD'")
portfit_cli(set_explain 0 "explain|tiny.yaml|--os|wren|--device|brick|--set|brick: ram = 4 GiB|--set|brick: kernel_source = yes|--long" OUTPUT_MATCHES "ready.*at --set 1:1:14")
portfit_cli(set_graph 0 "graph|tiny.yaml|--os|lark|--device|flash|--set|flash: ram = 2 GiB" OUTPUT_MATCHES "digraph")
portfit_cli(set_contagion 0 "contagion|stakes.yaml|--vendor|big|--set|big: holds = []" OUTPUT_MATCHES "set 'big: holds =[ \n]+\\[\\]'")
portfit_cli(import_wiki 0 "import|lineage-wiki|../../data/lineage-wiki" OUTPUT_MATCHES "devices:" ERROR_MATCHES "3 files, 2 devices, 0 errors")
portfit_cli(version 0 "--version" OUTPUT_MATCHES "^portfit [0-9]+\\.[0-9]+\\.[0-9]+\n$")
portfit_cli(help 0 "--help" OUTPUT_MATCHES "check.*rank.*explain.*diff.*what-if.*graph.*import.*Exit status")

# Bad usage and unreadable input
portfit_cli(no_command 2 "" ERROR_MATCHES "subcommand")
portfit_cli(unknown_command 2 "chek|tiny.yaml" ERROR_MATCHES "no command 'chek'.*did you mean 'check'")
portfit_cli(unknown_option 2 "rank|tiny.yaml|--colour" ERROR_MATCHES "--colour")
portfit_cli(no_catalog 2 "rank" ERROR_MATCHES "CATALOG")
portfit_cli(unknown_os 2 "rank|tiny.yaml|--os|larc" ERROR_MATCHES "--os: .*did you mean 'lark'")
portfit_cli(unknown_device 2 "explain|tiny.yaml|--os|lark|--device|flsh" ERROR_MATCHES "--device: .*did you mean 'flash'")
portfit_cli(unknown_market 2 "rank|tiny.yaml|markets.yaml|--market|hom" ERROR_MATCHES "--market: .*did you mean 'home'")
portfit_cli(unknown_remedy 2 "rank|tiny.yaml|--without|by_source" ERROR_MATCHES "--without: .*did you mean 'buy_source'")
portfit_cli(unknown_wish 2 "plan|tiny.yaml|--os|lark|--device|flash|--want|romy" ERROR_MATCHES "--want: .*did you mean 'roomy'")
portfit_cli(plan_share 2 "plan|tiny.yaml|--os|lark|--device|flash|--at-least|80" ERROR_MATCHES "--at-least: '80' is no likelihood.*80% or 0.8")
portfit_cli(plan_no_device 2 "plan|tiny.yaml|--os|lark" ERROR_MATCHES "--device")
portfit_cli(nothing_to_rank 2 "rank|markets.yaml|--as-of|2024" ERROR_MATCHES "no system")
portfit_cli(abstract_os 2 "rank|tiny.yaml|--os|core" ERROR_MATCHES "abstract, a base of lark, wren")
portfit_cli(several_markets 2 "explain|tiny.yaml|markets.yaml|--os|lark|--device|flash" ERROR_MATCHES "--market: away, home")
portfit_cli(diff_one_day 2 "diff|tiny.yaml|--as-of|2024-05" ERROR_MATCHES "nothing to compare with; give --as-of .* twice, or --against")
portfit_cli(diff_three_days 2 "diff|tiny.yaml|--as-of|2022|--as-of|2023|--as-of|2024" ERROR_MATCHES "--as-of: a third day")
portfit_cli(diff_bad_day 2 "diff|tiny.yaml|--as-of|2022|--as-of|soon" ERROR_MATCHES "--as-of: 'soon' is no date")
portfit_cli(diff_no_day 2 "diff|tiny.yaml|--against|dateless.yaml" ERROR_MATCHES "no catalog after says as of which day")
portfit_cli(diff_unknown_device 2 "diff|tiny.yaml|--against|later.yaml|--device|frsh" ERROR_MATCHES "--device: .*did you mean 'fresh'")
portfit_cli(diff_mistaken 2 "diff|tiny.yaml|--against|mistakes.yaml" ERROR_MATCHES "nothing was computed")
portfit_cli(what_if_unknown 2 "what-if|tiny.yaml|--set|flash: ram = 4 GiB|--set|flsh: ram = 4 GiB" ERROR_MATCHES "^--set 2:1:1: error.dangling_reference.*did you mean 'flash'.*nothing was computed")
portfit_cli(what_if_no_set 2 "what-if|tiny.yaml" ERROR_MATCHES "--set is required")
portfit_cli(set_no_equals 2 "rank|tiny.yaml|--set|flash: ram" ERROR_MATCHES "^--set 1:1:11: error.bad_edit.: no '='")
portfit_cli(set_unknown_key 2 "explain|tiny.yaml|--os|lark|--device|flash|--set|flash: rma = 4 GiB" ERROR_MATCHES "^--set 1:1:8: error.undeclared_name.*did you mean 'ram'")
portfit_cli(two_devices 2 "explain|tiny.yaml|--os|lark|--device|flash|--device|brick" ERROR_MATCHES "--device")
portfit_cli(no_vendor 2 "contagion|stakes.yaml" ERROR_MATCHES "give --vendor or --all-vendors; these sell devices: big, tiny")
portfit_cli(unknown_vendor 2 "contagion|stakes.yaml|--vendor|tinny" ERROR_MATCHES "--vendor: .*did you mean 'tiny'")
portfit_cli(vendor_and_all 2 "contagion|stakes.yaml|--vendor|big|--all-vendors" ERROR_MATCHES "give either --vendor or --all-vendors")
portfit_cli(no_date 2 "rank|dateless.yaml" ERROR_MATCHES "--as-of")
portfit_cli(bad_date 2 "rank|tiny.yaml|--as-of|yesterday" ERROR_MATCHES "--as-of: 'yesterday' is no date")
portfit_cli(bad_trust 2 "rank|tiny.yaml|--trust|Z" ERROR_MATCHES "--trust")
portfit_cli(bad_policy 2 "rank|tiny.yaml|--policy|floor=2" ERROR_MATCHES "--policy")
portfit_cli(bad_budget 2 "rank|tiny.yaml|--budget-money|12 pm" ERROR_MATCHES "--budget-money: .*currency")
portfit_cli(no_rate 2 "rank|tiny.yaml|--budget-money|1 kEUR" ERROR_MATCHES "no rate for EUR")
portfit_cli(mistaken_catalog 2 "rank|mistakes.yaml" ERROR_MATCHES "mistakes.yaml:2:12: error.missing_file.*did you mean 'words.yaml'.*nothing was computed")
portfit_cli(missing_file 2 "check|absent.yaml" ERROR_MATCHES "absent.yaml: error.missing_file")
portfit_cli(directory 2 "check|." ERROR_MATCHES "directory")
portfit_cli(empty_file 2 "check|empty.yaml" ERROR_MATCHES "empty_file")
portfit_cli(binary_file 2 "check|binary.yaml" ERROR_MATCHES "binary_file")
portfit_cli(unreadable_once 1 "check|tabbed.yaml" OUTPUT_MATCHES "tabbed.yaml:2:1: error.bad_yaml.*\n1 error in 1 file")
portfit_cli(no_vocabulary 2 "rank|sheet.csv" ERROR_MATCHES "no_vocabulary")
portfit_cli(unwritable 2 "import|csv|sheet.csv|--vocabulary|words.yaml|--output|absent/out.yaml" ERROR_MATCHES "cannot be written")

# The shipped catalogs
portfit_cli(partners 0 "check|../../../examples/catalogs/partners.yaml" OUTPUT_MATCHES "0 errors")
portfit_cli(shared 0 "check|../../../examples/catalogs/shared.yaml" OUTPUT_MATCHES "0 errors")
portfit_cli(case 1 "explain|../../../examples/catalogs/cases/c01_acer_aliyun.yaml|--os|aliyun|--device|acer_cloudmobile|--market|china"
            OUTPUT_MATCHES "blocked\nwhy: google forbids fork: [^\n]*every device of acer\\);[^\n]*vendor.revenue unknown x vendor.gms_share 60 to 100 %[^\n]*\nways out[^\n]*\nnot blocked: [^\n]*other_aliyun_phone")
portfit_cli(case_before 1 "explain|../../../examples/catalogs/cases/c01_acer_aliyun.yaml|--os|aliyun|--device|acer_cloudmobile|--market|europe|--as-of|2018-10-28"
            OUTPUT_MATCHES "google forbids fork")
portfit_cli(case_after 0 "explain|../../../examples/catalogs/cases/c01_acer_aliyun.yaml|--os|aliyun|--device|acer_cloudmobile|--market|europe|--as-of|2018-10-29"
            OUTPUT_MATCHES ": ready; score 100.00")
portfit_cli(partners_contagion 0 "contagion|../../../examples/catalogs/partners.yaml|--vendor|big_chinese_maker|--vendor|third_tier_chinese_maker_sells"
            OUTPUT_MATCHES "1 of 2 free [^\n]*: third_tier_chinese_maker_sells\n1 of 2 not willing [^\n]*: big_chinese_maker\n.*gains 27.5 to 990 kUSD . side payments 0 < loses 1000 to 14400 MUSD by[ \n]+google.fork")
portfit_cli(systems 0 "check|../../../examples/catalogs/systems.yaml" OUTPUT_MATCHES "0 errors")

# Same input, same bytes: portfit_cli_twice(<test> <exit status> <arguments, separated by |>)
function(portfit_cli_twice test exit arguments)
  add_test(NAME cli.twice.${test}
           COMMAND "${CMAKE_COMMAND}" "-DPROGRAM=$<TARGET_FILE:portfit_planner>" "-DARGUMENTS=${arguments}" "-DEXIT=${exit}"
                   "-DACTUAL=${CMAKE_CURRENT_BINARY_DIR}/cli.twice.${test}" -P "${PROJECT_SOURCE_DIR}/tests/cli/check_same_twice.cmake"
           WORKING_DIRECTORY "${PROJECT_SOURCE_DIR}/examples/catalogs")
  set_tests_properties(cli.twice.${test} PROPERTIES LABELS cli TIMEOUT 600)
endfunction()

portfit_cli_twice(check 0 "check|partners.yaml")
foreach(format IN ITEMS text csv json)
  portfit_cli_twice(rank_${format} 0 "rank|partners.yaml|--format|${format}")
endforeach()
portfit_cli_twice(what_if 0 "what-if|partners.yaml|--accept-forfeits|--set|google.fork: enforced = 0%|--set|adapt: works = 30%|--format|json")
portfit_cli_twice(explain 1 "explain|partners.yaml|--os|kvadraos|--device|big_phone|--market|ru_mass|--long")
portfit_cli_twice(graph_dot 0 "graph|partners.yaml|--os|aurora|--device|big_phone|--market|ru_mass")
portfit_cli_twice(graph_graphml 0 "graph|partners.yaml|--os|aurora|--device|big_phone|--market|ru_mass|--format|graphml")

# What the README shows
add_test(NAME cli.readme
         COMMAND "${CMAKE_COMMAND}" "-DPROGRAM=$<TARGET_FILE:portfit_planner>" "-DSOURCE_DIR=${PROJECT_SOURCE_DIR}" -P
                 "${PROJECT_SOURCE_DIR}/tests/cli/check_readme.cmake")
set_tests_properties(cli.readme PROPERTIES LABELS cli TIMEOUT 60)
portfit_cli(procurement 0 "check|../../../examples/catalogs/procurement.yaml" OUTPUT_MATCHES "0 errors")
portfit_cli(procurement_delisted 0 "diff|../../../examples/catalogs/procurement.yaml|--as-of|2025-11-30|--as-of|2026-02-03"
            OUTPUT_MATCHES "rule localisation_2025 is in force since 2025-12-01.*aquarius_phone.*ready -> blocked.*fplus_phone.*ready -> blocked.*oko: software_listed is yes since 2025-12-15.*3 pairings changed, 5 did not")
portfit_cli(procurement_returned 0 "diff|../../../examples/catalogs/procurement.yaml|--as-of|2025-12-15|--as-of|2026-02-03"
            OUTPUT_MATCHES "byterg_phone: domestic_modules is yes since 2026-02-03.*aurora  byterg_phone.*blocked -> ready.*2 pairings changed, 6 did not")
