/// HTML pages, "XML Spreadsheet 2003" and XML of any other kind.
#include "tests/fuzz/FuzzedSource.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    lectern::fuzz::readTable(lectern::fuzz::sourceOf(lectern::fuzz::viewOf(data, size), "page.xls"));
    return 0;
}
