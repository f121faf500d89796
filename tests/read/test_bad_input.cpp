#include <algorithm>
#include <fstream>
#include <sstream>

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <unistd.h>

#include "bad_input_cases.h"
#include "read_support.h"

namespace presswash {
namespace {

using namespace testing;
using ::testing::ElementsAre;
using ::testing::IsEmpty;

class BadInputs : public ::testing::TestWithParam<BadInput> {
  WorkingFolder folder_;
};

/// The administrator may read everything: while this lives the program is somebody else.
class SomebodyElse {
 public:
  SomebodyElse() : was_root_(::geteuid() == 0 && ::seteuid(65534) == 0) {}
  SomebodyElse(const SomebodyElse&) = delete;
  SomebodyElse& operator=(const SomebodyElse&) = delete;
  ~SomebodyElse() {
    if (was_root_ && ::seteuid(0) != 0) std::abort();
  }

 private:
  bool was_root_;
};

Result<InputSet> opened(const BadInput& input) {
  const SomebodyElse somebody;
  return InputSet::open(input.inputs, input.options);
}

ReadBack read_by_somebody(const InputSet& inputs, const ReadOptions& options) {
  const SomebodyElse somebody;
  return read_back(inputs, options);
}

std::size_t replaced_in(const ReadBack& read) {
  std::size_t out = 0;
  for (const Document& document : read.documents) out += document.replaced;
  return out;
}

TEST_P(BadInputs, SayAndDoWhatIsWrittenOfThem) {
  const BadInput& input = GetParam();
  input.prepare();
  const Result<InputSet> inputs = opened(input);
  std::error_code ignored;  // so that the folder can be removed
  std::filesystem::permissions("pages/shut", std::filesystem::perms::owner_all, ignored);
  if (input.does == Does::Stops) {
    ASSERT_FALSE(inputs.ok());
    EXPECT_EQ(inputs.error().text(), input.says);
    return;
  }
  ASSERT_TRUE(inputs.ok()) << inputs.error().text();
  if (input.after_opening) input.after_opening();
  const ReadBack read = read_by_somebody(*inputs, input.options);
  EXPECT_EQ(read.documents.size(), input.documents);
  EXPECT_EQ(replaced_in(read) > 0, input.does == Does::Replaces);
  if (input.says.empty()) {
    EXPECT_THAT(messages_of(read), IsEmpty());
    return;
  }
  EXPECT_THAT(messages_of(read), ElementsAre(input.says));
  // A record that is skipped was handed out, so that it can be kept.
  EXPECT_EQ(read.records.size(), input.documents + (input.does == Does::SkipsRecord ? 1U : 0U));
}

INSTANTIATE_TEST_SUITE_P(Table, BadInputs, ::testing::ValuesIn(bad_inputs()), [](const auto& test) {
  std::string name = test.param.kind;
  std::replace_if(
      name.begin(), name.end(), [](char c) { return std::isalnum(static_cast<unsigned char>(c)) == 0; }, '_');
  return name;
});

std::string row_of(const BadInput& input) {
  std::string message;
  for (const char c : input.says) message += c == '|' ? "\\|" : std::string(1, c);
  return "| " + input.kind + " | " + (message.empty() ? "nothing" : "`` " + message + " ``") + " | " +
         words_of(input.does) + " |";
}

/// The rows of the first table below the heading "## Inputs and records".
std::vector<std::string> rows_of_docs() {
  std::ifstream docs(std::string(PRESSWASH_SOURCE_DIR) + "/docs/bad-input.md");
  std::vector<std::string> out;
  bool inside = false;
  for (std::string line; std::getline(docs, line);) {
    if (line.starts_with("## ")) inside = line == "## Inputs and records";
    if (inside && line.starts_with("| ")) out.push_back(line);
  }
  if (!out.empty()) out.erase(out.begin());  // the table's head
  return out;
}

TEST(BadInputDocs, HaveARowForEveryKindAndNoOther) {
  std::vector<std::string> expected;
  for (const BadInput& input : bad_inputs()) expected.push_back(row_of(input));
  EXPECT_GE(expected.size(), 25U);
  std::ostringstream table;
  for (const std::string& row : expected) table << row << '\n';
  EXPECT_EQ(rows_of_docs(), expected) << "the table should be:\n" << table.str();
}

}  // namespace
}  // namespace presswash
