/// The parts of an XLSX workbook that all its sheets share: names, texts, number formats, epoch. Immutable once opened;
/// may be shared between threads.
#pragma once

#include "core/table/NumberFormat.h"
#include "core/table/XmlScanner.h"
#include "core/table/ZipArchive.h"

#include <QStringList>
#include <deque>

namespace lectern {

/// Texts in one arena: an index is all a cell holds of them.
class SharedStrings
{
public:
    /// False if the arena is full (256 MiB, or 8 million texts).
    [[nodiscard]] bool add(std::string_view text);
    [[nodiscard]] std::size_t size() const { return m_texts.size(); }
    [[nodiscard]] std::string_view at(std::size_t index) const { return m_texts[index]; }

private:
    std::deque<std::string> m_chunks; // never reallocated once written to
    std::vector<std::string_view> m_texts;
    std::size_t m_bytes = 0;
};

struct XlsxSheet
{
    QString name;
    QString part; ///< empty: a sheet without rows (a chart, a macro sheet)
    bool hidden = false;
};

/// Merged cells of more than one row; from 1, both ends included.
struct XlsxMerge
{
    int column = 0;
    qint64 first = 0, last = 0;
};

class XlsxWorkbook
{
public:
    /// Reads everything but the sheets. Errors of ZipDocument and XmlScanner, "workbook.damaged", "zip.too_large".
    [[nodiscard]] static Result<std::shared_ptr<const XlsxWorkbook>> open(const Source& source);

    [[nodiscard]] const std::vector<XlsxSheet>& sheets() const { return m_sheets; }
    [[nodiscard]] const SharedStrings& strings() const { return m_strings; }
    [[nodiscard]] bool date1904() const { return m_date1904; }
    /// How cells of style `style` show numbers; an unknown style is General.
    [[nodiscard]] const NumberFormat& format(std::size_t style) const;
    [[nodiscard]] Result<XmlScanner> part(const QString& name) const;
    /// They stand behind all rows of a sheet's part; sorted by first row, at most 100,000. Errors of ZipDocument.
    [[nodiscard]] Result<std::vector<XlsxMerge>> mergesOf(const QString& part) const;
    [[nodiscard]] QString name() const { return m_document->name(); }

private:
    struct Relation
    {
        QString id, kind, target;
    };
    [[nodiscard]] Result<std::vector<Relation>> relationsOf(const QString& part) const;
    [[nodiscard]] Result<void> readSheets(const QString& part, const std::vector<Relation>& relations);
    [[nodiscard]] Result<void> readStyles(const QString& part);
    [[nodiscard]] Result<void> readStrings(const QString& part);

    std::shared_ptr<const ZipDocument> m_document;
    std::vector<XlsxSheet> m_sheets;
    SharedStrings m_strings;
    std::vector<NumberFormat> m_formats{NumberFormat()};
    std::vector<std::uint32_t> m_styles; // style -> format
    bool m_date1904 = false;
};

/// Resolves "_x000D_" and the like, in place; "_x005F_" is an underscore.
void unescapeXstring(std::string& text);

} // namespace lectern
