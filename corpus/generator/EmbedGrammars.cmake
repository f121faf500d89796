# presswash_embed_grammars(FOLDER OUTPUT NAMES...): writes a source file that holds FOLDER/NAME.txt as string literals, each
# with its language, the folder it is in. Runs when CMake configures, and again when a file has changed.
function(presswash_embed_grammars folder output)
  set(rows "")
  foreach(name IN LISTS ARGN)
    set(file "${folder}/${name}.txt")
    set_property(DIRECTORY APPEND PROPERTY CMAKE_CONFIGURE_DEPENDS "${file}")
    file(READ "${file}" text)
    get_filename_component(language "${name}" DIRECTORY)
    string(APPEND rows "    {\"${language}\", R\"grammar(${text})grammar\"},\n")
  endforeach()
  file(
    CONFIGURE
    OUTPUT "${output}"
    CONTENT [[
// Made by EmbedGrammars.cmake from generator/data.
#include "generator/grammar_files.h"

namespace presswash::corpus {
namespace {
constexpr GrammarFile files[] = {
@rows@};
}  // namespace

std::span<const GrammarFile> grammar_files() { return files; }

}  // namespace presswash::corpus
]]
    @ONLY)
endfunction()
