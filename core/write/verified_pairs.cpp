#include "write/for_each_row.h"
#include "write/run_folder.h"
#include "write/summary.h"

namespace presswash {

Status verified_pairs(const std::filesystem::path& run, const PairSink& sink) {
  const Result<Summary> summary = read_summary(run);
  if (!summary) return summary.error();
  return for_each_row(run, RunFile::Edges, *summary, [&](RowReader& reader) -> Result<Next> {
    if (!reader.row().starts_with("{\"join\":")) sink(reader.row());
    return Next::GoOn;
  });
}

}  // namespace presswash
