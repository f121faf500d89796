#pragma once

#include <array>
#include <cstdint>

// Made by scripts/fit_line_breaks.py: logs of odds, in hundredths, by group of bins.

namespace presswash::break_weights {

// clang-format off
inline constexpr std::array<std::int16_t, 36> low = {
    15, 19, 26, 24, 36, 84,
    27, 8, -7, -5, 2, 40,
    22, -6, -35, -70, -50, 3,
    24, -17, -73, -108, -90, -46,
    58, 13, -37, -88, -77, -54,
    -11, 4, -73, -89, -154, -50,
};
inline constexpr std::array<std::int16_t, 80> next = {
    -231, -155, -104, 4, 0, 18, -101, 0,
    -139, -118, -187, 4, 0, 51, 28, 0,
    -104, -65, -208, -132, -23, 64, 28, 0,
    -60, 51, -195, -133, 0, 18, -3, 0,
    -30, -40, -166, -2, 33, -7, -52, 0,
    -3, -32, -112, -15, 0, -45, -17, 0,
    17, -3, -63, -10, 1, 10, -47, 0,
    25, 13, -27, 11, 13, 35, -26, 0,
    29, 14, 27, 17, 45, 46, -23, 0,
    22, 14, 50, 3, -49, 75, -11, 0,
};
inline constexpr std::array<std::int16_t, 64> end = {
    8, 19, -178, 6, 26, 34, -87, 0,
    -266, -268, -244, -359, 0, 79, -67, 0,
    -84, -84, 23, -37, -22, 14, 31, 0,
    -28, -5, 0, 19, 0, 0, -57, 0,
    0, 0, 284, 0, 0, 0, 0, 0,
    -131, -128, -199, -71, -18, -55, 27, 0,
    18, 18, 87, -3, -16, -81, -168, 0,
    195, 53, -69, 112, -23, 169, 131, 0,
};
inline constexpr std::array<std::int16_t, 64> kinds = {
    2, 59, -65, 65, 123, 97, -72, 0,
    17, -22, -64, 65, 1, -11, -63, 0,
    -134, -20, -115, 81, 45, 199, -79, 0,
    -39, -31, -23, 107, -24, 16, -102, 0,
    23, 23, 28, -41, -13, 22, -29, 0,
    25, -28, 98, 60, 42, 51, -72, 0,
    -89, -63, -18, 12, 0, -10, 110, 0,
    0, 0, 0, 0, 0, 0, 0, 0,
};
inline constexpr std::array<std::int16_t, 5> length = {
    0, -70, -77, -132, 33,
};
inline constexpr std::array<std::int16_t, 25> stops = {
    56, 38, 34, 39, 35,
    -5, -31, -39, -32, -14,
    -15, -45, -61, -66, -54,
    -13, -38, -62, -73, -55,
    -15, -35, -39, -54, -44,
};
inline constexpr std::array<std::int16_t, 4> commas_before = {
    -3, -42, -69, -60,
};
inline constexpr std::array<std::int16_t, 4> commas_after = {
    -1, -38, -76, -91,
};
inline constexpr std::array<std::int16_t, 5> start = {
    -9, -25, -269, -82, 32,
};
inline constexpr std::array<std::int16_t, 10> since = {
    0, -38, -13, -2, -7,
    -9, -16, -8, -2, -49,
};
// clang-format on
/// Of a gap whose bins are all worth nothing, beside the odds from which a text is cut.
inline constexpr std::int32_t bias = 139;

}  // namespace presswash::break_weights
