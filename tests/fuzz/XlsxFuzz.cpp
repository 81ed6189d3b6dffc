/// Workbooks by their parts: the input is sheet, texts, styles, workbook and relations, set apart by the character 1E
/// (record separator); parts that are absent are ordinary ones. An input that begins with "PK" is a whole file, one that
/// begins with "<office" the content of an OpenDocument spreadsheet.
#include "tests/fuzz/FuzzedSource.h"
#include "tests/fuzz/StoredZip.h"

using namespace lectern;

namespace {

constexpr char separator = '\x1e';
constexpr std::string_view types = "<Types/>";
constexpr std::string_view packageLinks =
    "<Relationships><Relationship Id=\"r\" Type=\"x/officeDocument\" Target=\"xl/workbook.xml\"/></Relationships>";
constexpr std::string_view usualBook = "<workbook><sheets><sheet name=\"A\" r:id=\"s\"/></sheets></workbook>";
constexpr std::string_view usualLinks =
    "<Relationships><Relationship Id=\"s\" Type=\"x/worksheet\" Target=\"sheet.xml\"/>"
    "<Relationship Id=\"t\" Type=\"x/styles\" Target=\"styles.xml\"/>"
    "<Relationship Id=\"u\" Type=\"x/sharedStrings\" Target=\"strings.xml\"/></Relationships>";

std::string_view nextPart(std::string_view& input, std::string_view usual)
{
    const std::size_t end = std::min(input.find(separator), input.size());
    const std::string_view part = input.substr(0, end);
    input.remove_prefix(std::min(end + 1, input.size()));
    return part.empty() ? usual : part;
}

std::string workbookOf(std::string_view input)
{
    const std::string_view sheet = nextPart(input, "<worksheet/>");
    const std::string_view strings = nextPart(input, "<sst/>");
    const std::string_view styles = nextPart(input, "<styleSheet/>");
    const std::string_view book = nextPart(input, usualBook);
    const std::string_view links = nextPart(input, usualLinks);
    return fuzz::storedZip({{"[Content_Types].xml", types},
                            {"_rels/.rels", packageLinks},
                            {"xl/workbook.xml", book},
                            {"xl/_rels/workbook.xml.rels", links},
                            {"xl/sheet.xml", sheet},
                            {"xl/styles.xml", styles},
                            {"xl/strings.xml", strings}});
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    const std::string_view input = fuzz::viewOf(data, size);
    std::string built;
    if (input.starts_with("<office"))
        built = fuzz::storedZip({{"mimetype", "application/vnd.oasis.opendocument.spreadsheet"}, {"META-INF/manifest.xml", "<a/>"}, {"content.xml", input}});
    else if (!input.starts_with("PK"))
        built = workbookOf(input);
    fuzz::readTable(fuzz::sourceOf(built.empty() ? input : built, "book.xlsx"));
    return 0;
}
