#pragma once

#include <array>
#include <string_view>

namespace portfit::detail {

/// The keys of the wiki's device files that become facts, and which.
///
/// | keys | facts |
/// |---|---|
/// | codename, variant, vendor, vendor_short, name, migrated_to, migrate_to | id, codename, vendor, built_by, name, note |
/// | models, and the file's name | models, aliases |
/// | type, release, carrier, stock_is_not_android | form, released, carrier, ships_android |
/// | soc, architecture, cpu_cores, gpu | soc, platform, architecture, userspace, cores, gpu, gpu_family |
/// | ram, storage, sdcard | ram, storage, sdcard, sdcard_max |
/// | screen, battery, cameras, peripherals | screen, resolution, battery, removable_battery, cameras, camera_resolution, peripherals |
/// | network, wifi, bluetooth | network, cellular, wifi, bluetooth |
/// | kernel, tree | kernel, kernel_source, device_tree |
/// | is_ab_device, is_unlockable | ab_slots, official_unlock, unlockable |
/// | install_method, custom_unlock_cmd, unlock_bootloader_guide, no_oem_unlock_switch | install_method, unlock_method, oem_unlock_switch |
/// | current_branch, versions, maintainers, quirks | lineage_branch, lineage_versions, lineage_maintained, lineage_quirks |
inline constexpr std::array<std::string_view, 38> wiki_keys_read{"architecture",
                                                                 "battery",
                                                                 "bluetooth",
                                                                 "cameras",
                                                                 "carrier",
                                                                 "codename",
                                                                 "cpu_cores",
                                                                 "current_branch",
                                                                 "custom_unlock_cmd",
                                                                 "gpu",
                                                                 "install_method",
                                                                 "is_ab_device",
                                                                 "is_unlockable",
                                                                 "kernel",
                                                                 "maintainers",
                                                                 "migrate_to",
                                                                 "migrated_to",
                                                                 "models",
                                                                 "name",
                                                                 "network",
                                                                 "no_oem_unlock_switch",
                                                                 "peripherals",
                                                                 "quirks",
                                                                 "ram",
                                                                 "release",
                                                                 "screen",
                                                                 "sdcard",
                                                                 "soc",
                                                                 "stock_is_not_android",
                                                                 "storage",
                                                                 "tree",
                                                                 "type",
                                                                 "unlock_bootloader_guide",
                                                                 "variant",
                                                                 "vendor",
                                                                 "vendor_short",
                                                                 "versions",
                                                                 "wifi"};

/// Keys that are left out on purpose.
///
/// | keys | what they say |
/// |---|---|
/// | before_*, *_boot, *_reboot, burn_boot, boot_stack_path, firmware_update, flash_*, format_on_upgrade, install_recovery_guide, install_variant, needs_fastboot_boot, recovery_*, custom_recovery_*, required_bootloader*, root_method, uses_twrp, project_spectrum*, is_ab_rdap* | how to flash the device |
/// | cpu, cpu_freq | names and clock rates of cores, which the platform tells |
/// | dimensions, width, image, screen_ppi, screen_res, screen_tech | how large it is and how it looks |
/// | has_no_usb | one device without a socket |
inline constexpr std::array<std::string_view, 39> wiki_keys_left{"before_install",
                                                                 "before_install_device_variants",
                                                                 "before_lineage_install",
                                                                 "before_recovery_install",
                                                                 "boot_stack_path",
                                                                 "burn_boot",
                                                                 "cpu",
                                                                 "cpu_freq",
                                                                 "custom_recovery_codename",
                                                                 "custom_recovery_link",
                                                                 "dimensions",
                                                                 "download_boot",
                                                                 "edl_boot",
                                                                 "firmware_update",
                                                                 "flash_codename",
                                                                 "flash_download_instructions",
                                                                 "flash_extract_instructions",
                                                                 "format_on_upgrade",
                                                                 "has_no_usb",
                                                                 "image",
                                                                 "install_recovery_guide",
                                                                 "install_variant",
                                                                 "is_ab_rdap",
                                                                 "is_ab_rdap_version",
                                                                 "needs_fastboot_boot",
                                                                 "project_spectrum",
                                                                 "project_spectrum_recovery",
                                                                 "recovery_boot",
                                                                 "recovery_partition",
                                                                 "recovery_partition_name",
                                                                 "recovery_reboot",
                                                                 "required_bootloader",
                                                                 "required_bootloader_link",
                                                                 "root_method",
                                                                 "screen_ppi",
                                                                 "screen_res",
                                                                 "screen_tech",
                                                                 "uses_twrp",
                                                                 "width"};

}  // namespace portfit::detail
