#pragma once

#include <string>
#include <string_view>

#include "write/html.h"
#include "write/report_data.h"

namespace presswash {

// The parts of report.html, top to bottom.

[[nodiscard]] std::string_view report_style() noexcept;
void append_figures(Html& page, const ReportData& data);
void append_clusters(Html& page, const ReportData& data);
void append_related(Html& page, const ReportData& data);
void append_kinds(Html& page, const ReportData& data);
void append_sites(Html& page, const ReportData& data);
void append_examples(Html& page, const ReportData& data);
void append_held_back(Html& page, const ReportData& data);
void append_rejects(Html& page, const ReportData& data);
void append_run(Html& page, const ReportData& data);

/// Who was first, whose text the others derive from, whom it is credited to, and which stories are related to it.
void append_cluster_facts(Html& page, const ReportCluster& cluster, const ReportData& data);
/// A related story: its title, site and id.
void append_related_story(Html& page, const RelatedRow::Story& story, const ReportData& data);

/// Two texts side by side, what differs marked, long equal stretches left out.
void append_comparison(Html& page, const ReportCluster& cluster, const Comparison& comparison, const ReportData& data);

/// Begins a section: anchor, heading, and a sentence that says what it shows.
void open_section(Html& page, std::string_view anchor, std::string_view heading, std::string_view lead);

/// "a share of the width", as a style: "--w:37.5%". At least a sliver when there is anything.
[[nodiscard]] std::string width_of(std::uint64_t part, std::uint64_t whole);

/// Above this the page leaves comparisons out, and then members.
inline constexpr std::size_t comparisons_end_at = 1'400'000;
inline constexpr std::size_t members_end_at = 1'600'000;

}  // namespace presswash
