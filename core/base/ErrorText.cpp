#include "core/base/ErrorText.h"

#include <QCoreApplication>
#include <algorithm>
#include <array>

namespace lectern {

namespace {

struct Entry
{
    const char* code;
    ErrorKind kind;
    const char* message; // %f stands for the file, %1 … for the arguments
    const char* remedy;
};

using enum ErrorKind;

// The one place where an error code gets its words. Sorted by code.
constexpr Entry table[] = {
    {"alert.unknown", Usage, QT_TRANSLATE_NOOP("Error", "There is no alert %1."),
     QT_TRANSLATE_NOOP("Error", "\"health\" lists the alerts that are open.")},
    {"backup.itself", Usage, QT_TRANSLATE_NOOP("Error", "%f is the school itself, not a backup of it."),
     QT_TRANSLATE_NOOP("Error", "\"backups\" lists the backups of a school.")},
    {"backup.other_school", Refused, QT_TRANSLATE_NOOP("Error", "%f is a backup of another school than %1."),
     QT_TRANSLATE_NOOP("Error", "Choose one that \"backups\" lists, or open %f by itself.")},
    {"cancelled", Cancelled, QT_TRANSLATE_NOOP("Error", "Cancelled. Nothing was changed."),
     QT_TRANSLATE_NOOP("Error", "Start again when you are ready.")},
    {"check.failed", Refused, QT_TRANSLATE_NOOP("Error", "%1 data check(s) failed: %2."),
     QT_TRANSLATE_NOOP("Error", "The numbers were left as they were. Look at the rows the check names, correct the export and import it again.")},
    {"connector.unusable", Environment, QT_TRANSLATE_NOOP("Error", "The connector %f cannot be used: %1."),
     QT_TRANSLATE_NOOP("Error", "Remove it from the connectors folder or install the version that fits this Lectern.")},
    {"correction.column", Usage, QT_TRANSLATE_NOOP("Error", "%1 is no column of %2 that can be corrected."),
     QT_TRANSLATE_NOOP("Error", "Its columns are: %3.")},
    {"correction.file", Refused, QT_TRANSLATE_NOOP("Error", "%f names no refused row that waits in this school."),
     QT_TRANSLATE_NOOP("Error", "Its rows were corrected before, their load was taken back, or the file belongs to another school. Save the refused rows anew and correct those.")},
    {"correction.refused", Refused, QT_TRANSLATE_NOOP("Error", "Nothing was changed: %1."),
     QT_TRANSLATE_NOOP("Error", "Give a value that fits; every column at fault must be named.")},
    {"correction.unknown", Usage, QT_TRANSLATE_NOOP("Error", "There is no refused row %1 that waits to be corrected."),
     QT_TRANSLATE_NOOP("Error", "\"quarantine\" lists the rows that do.")},
    {"correction.whole_row", Refused, QT_TRANSLATE_NOOP("Error", "This row cannot be corrected cell by cell: %1."),
     QT_TRANSLATE_NOOP("Error", "Correct it where it comes from and import the export again.")},
    {"database.busy", Environment, QT_TRANSLATE_NOOP("Error", "Another Lectern is writing to %f."),
     QT_TRANSLATE_NOOP("Error", "Close the other window or wait until its import has ended, then try again.")},
    {"database.failed", Environment, QT_TRANSLATE_NOOP("Error", "The school file %f could not be used: %1."),
     QT_TRANSLATE_NOOP("Error", "Check that the disk has room and the folder may be written to, then try again.")},
    {"disk.failed", Environment, QT_TRANSLATE_NOOP("Error", "The disk that holds %f could not be read or written: %1. Nothing was changed."),
     QT_TRANSLATE_NOOP("Error", "Check that the drive is still connected and healthy, then try again. Copy the school to another disk if it happens twice.")},
    {"disk.full", Environment, QT_TRANSLATE_NOOP("Error", "The disk that holds %f is full. Nothing was changed."),
     QT_TRANSLATE_NOOP("Error", "Make room on this disk, or move the school to a larger one, then try again.")},
    {"disk.no_room", Environment, QT_TRANSLATE_NOOP("Error", "There is no room for %f: it needs %1 and the disk has %2 left."),
     QT_TRANSLATE_NOOP("Error", "Delete or move files on that disk, or choose another disk, then try again. Nothing was changed.")},
    {"feed.unknown", Usage, QT_TRANSLATE_NOOP("Error", "There is no feed named %1."),
     QT_TRANSLATE_NOOP("Error", "Use one of the names that \"loads\" lists.")},
    {"file.changed", Refused, QT_TRANSLATE_NOOP("Error", "%f changed while it was read."),
     QT_TRANSLATE_NOOP("Error", "Wait until the export has finished writing, then import it again.")},
    {"file.exists", Usage, QT_TRANSLATE_NOOP("Error", "%f exists already and is not overwritten."),
     QT_TRANSLATE_NOOP("Error", "Choose another name.")},
    {"file.missing", Environment, QT_TRANSLATE_NOOP("Error", "There is no file or folder %f."),
     QT_TRANSLATE_NOOP("Error", "Check the path and the spelling.")},
    {"file.link", Refused, QT_TRANSLATE_NOOP("Error", "%f is a link to another file or folder, which is not followed."),
     QT_TRANSLATE_NOOP("Error", "Import the file itself, or put a copy of it in place of the link.")},
    {"file.not_regular", Refused, QT_TRANSLATE_NOOP("Error", "%f is not an ordinary file or folder."),
     QT_TRANSLATE_NOOP("Error", "Save the export as a file and import that.")},
    {"file.path_too_long", Refused, QT_TRANSLATE_NOOP("Error", "The path %f is too long for a school (%1 bytes, at most %2)."),
     QT_TRANSLATE_NOOP("Error", "Move the school to a folder with a shorter name.")},
    {"file.unreadable", Environment, QT_TRANSLATE_NOOP("Error", "%f cannot be read."),
     QT_TRANSLATE_NOOP("Error", "Check that the file is not open elsewhere and that you may read it.")},
    {"file.unwritable", Environment, QT_TRANSLATE_NOOP("Error", "%f cannot be written."),
     QT_TRANSLATE_NOOP("Error", "Check that the disk has room and that you may write to the folder.")},
    {"gold.missing", Refused, QT_TRANSLATE_NOOP("Error", "The numbers of %f have not been worked out yet."),
     QT_TRANSLATE_NOOP("Error", "Run \"build\" on it first.")},
    {"import.closures", Refused,
     QT_TRANSLATE_NOOP("Error", "%f would close %1 of %2 rows of %3 (%4 %) that it no longer lists. Nothing was imported."),
     QT_TRANSLATE_NOOP("Error", "If those rows are really gone, import again and accept the closures (--accept-closures). If not, ask for a complete export.")},
    {"import.drift", Refused, QT_TRANSLATE_NOOP("Error", "The columns of %f changed since its last import: %1. Nothing of it was imported."),
     QT_TRANSLATE_NOOP("Error", "If that is right, import again and accept it (--accept-drift); or say what the columns mean (--mapping FILE with {\"columns\": {\"their header\": \"our column\"}}).")},
    {"import.nothing", Refused, QT_TRANSLATE_NOOP("Error", "Nothing in %f could be loaded."),
     QT_TRANSLATE_NOOP("Error", "\"connectors\" lists which exports Lectern reads.")},
    {"html.no_table", Refused, QT_TRANSLATE_NOOP("Error", "The page %f holds no table."),
     QT_TRANSLATE_NOOP("Error", "Export the data as CSV or as a spreadsheet.")},
    {"html.too_large", Refused, QT_TRANSLATE_NOOP("Error", "The page %f is larger than %1 MiB."),
     QT_TRANSLATE_NOOP("Error", "Open it in a spreadsheet program and save it as .xlsx, or export it as CSV.")},
    {"json.too_deep", Refused, QT_TRANSLATE_NOOP("Error", "%f is nested deeper than %1 levels."),
     QT_TRANSLATE_NOOP("Error", "Do not trust this file; ask for a fresh export.")},
    {"layout.bad_value", Refused, QT_TRANSLATE_NOOP("Error", "In the layout %f, %1 %2."),
     QT_TRANSLATE_NOOP("Error", "Correct the layout at this place, or let \"layout --suggest\" write one for the table.")},
    {"layout.does_not_fit", Refused, QT_TRANSLATE_NOOP("Error", "%f does not fit the layout \"%1\": it has no column %2."),
     QT_TRANSLATE_NOOP("Error", "If the column has another name now, change the layout (\"layout --export\", then \"layout --add\") or make a new one (\"layout --suggest\").")},
    {"layout.missing_member", Refused, QT_TRANSLATE_NOOP("Error", "In the layout %f, %1 does not say %2."),
     QT_TRANSLATE_NOOP("Error", "Add it; \"layout --suggest\" writes a whole layout for a table.")},
    {"layout.no_rows_of", Refused, QT_TRANSLATE_NOOP("Error", "%f, read with the layout \"%1\", is nothing that %2 knows."),
     QT_TRANSLATE_NOOP("Error", "Name an entity as the layout's target, like \"assessments.scores\"; \"connectors\" lists them.")},
    {"layout.not_cut", Refused, QT_TRANSLATE_NOOP("Error", "%f cannot be cut by the layout \"%1\": it is no text whose lines have at most %2 characters."),
     QT_TRANSLATE_NOOP("Error", "Check that the file and the layout are of the same year and test, and correct \"length\" and the columns in the layout.")},
    {"layout.not_json", Refused, QT_TRANSLATE_NOOP("Error", "The layout %f is not valid JSON: %1."),
     QT_TRANSLATE_NOOP("Error", "Undo the last change in a text editor, or ask for a fresh copy.")},
    {"layout.too_large", Refused, QT_TRANSLATE_NOOP("Error", "The layout %f is larger than %1 KiB."),
     QT_TRANSLATE_NOOP("Error", "Check that this is a layout and not the data itself.")},
    {"layout.twice", Refused, QT_TRANSLATE_NOOP("Error", "In the layout %f, %1 says %2 twice."),
     QT_TRANSLATE_NOOP("Error", "Keep the one that is meant.")},
    {"layout.unfilled", Refused, QT_TRANSLATE_NOOP("Error", "The layout %f leaves the column %1 of %2 empty, which every row must have."),
     QT_TRANSLATE_NOOP("Error", "Add it under \"columns\" with the source's column, or with a constant if the file does not say it.")},
    {"layout.unknown", Usage, QT_TRANSLATE_NOOP("Error", "This school has no layout named \"%1\"."),
     QT_TRANSLATE_NOOP("Error", "\"layout --list\" lists them.")},
    {"layout.unknown_column", Refused, QT_TRANSLATE_NOOP("Error", "In the layout %f, %1 fills a column \"%2\" that %4 does not have."),
     QT_TRANSLATE_NOOP("Error", "Its columns are: %3.")},
    {"layout.unknown_member", Refused, QT_TRANSLATE_NOOP("Error", "In the layout %f, %1 says %2, which means nothing here."),
     QT_TRANSLATE_NOOP("Error", "Correct the spelling or remove it; allowed are: %3.")},
    {"layout.unknown_target", Refused, QT_TRANSLATE_NOOP("Error", "The layout %f is for \"%1\", which this Lectern does not know."),
     QT_TRANSLATE_NOOP("Error", "Known targets are: %2.")},
    {"layout.wrong_type", Refused, QT_TRANSLATE_NOOP("Error", "In the layout %f, %1 must be %2."),
     QT_TRANSLATE_NOOP("Error", "Correct the layout at this place, or let \"layout --suggest\" write one for the table.")},
    {"load.later", Refused, QT_TRANSLATE_NOOP("Error", "Load %1 cannot be taken back alone: load(s) %2 came later and build on it."),
     QT_TRANSLATE_NOOP("Error", "Take the later ones back with it (--with-later) and import their files again.")},
    {"load.undone", Refused, QT_TRANSLATE_NOOP("Error", "Load %1 is not in force."),
     QT_TRANSLATE_NOOP("Error", "\"loads\" lists what is in force.")},
    {"load.unknown", Usage, QT_TRANSLATE_NOOP("Error", "There is no load %1."),
     QT_TRANSLATE_NOOP("Error", "\"loads\" lists the loads of this school.")},
    {"mapping.invalid", Usage, QT_TRANSLATE_NOOP("Error", "%f does not say what columns mean."),
     QT_TRANSLATE_NOOP("Error", "It must be JSON like {\"columns\": {\"their header\": \"our column\"}}; \"ignore\" leaves a column out.")},
    {"memory.exhausted", Environment, QT_TRANSLATE_NOOP("Error", "This computer ran out of memory while %f was used. Nothing was changed."),
     QT_TRANSLATE_NOOP("Error", "Close other programs and try again.")},
    {"metric.dimension", Usage, QT_TRANSLATE_NOOP("Error", "%1 cannot be split or filtered by %2."),
     QT_TRANSLATE_NOOP("Error", "It can be split by: %3.")},
    {"metric.unknown", Usage, QT_TRANSLATE_NOOP("Error", "There is no metric named %1."),
     QT_TRANSLATE_NOOP("Error", "\"metrics\" lists their names.")},
    {"model.broken", Environment, QT_TRANSLATE_NOOP("Error", "The model %f could not be built: %1."),
     QT_TRANSLATE_NOOP("Error", "Report this with the text above; the numbers before it are unchanged.")},
    {"model.unknown", Usage, QT_TRANSLATE_NOOP("Error", "There is no model named %1."),
     QT_TRANSLATE_NOOP("Error", "Use one of the names that \"build\" lists.")},
    {"net.broken_off", Environment, QT_TRANSLATE_NOOP("Error", "The connection to %f broke off."),
     QT_TRANSLATE_NOOP("Error", "Check the network and try again later.")},
    {"net.busy", Environment, QT_TRANSLATE_NOOP("Error", "The server of %f is too busy to answer (status %1)."),
     QT_TRANSLATE_NOOP("Error", "Wait some minutes, then try again.")},
    {"net.insecure", Environment, QT_TRANSLATE_NOOP("Error", "The server of %f could not prove who it is."),
     QT_TRANSLATE_NOOP("Error", "Check the address and this computer's date, and ask who runs the server; nothing was sent or read.")},
    {"net.missing", Environment, QT_TRANSLATE_NOOP("Error", "The server knows no file %f (status %1)."),
     QT_TRANSLATE_NOOP("Error", "Check the address and the spelling.")},
    {"net.no_host", Environment, QT_TRANSLATE_NOOP("Error", "The server of %f was not found."),
     QT_TRANSLATE_NOOP("Error", "Check the spelling of the address and that this computer is connected to the network.")},
    {"net.not_allowed", Environment, QT_TRANSLATE_NOOP("Error", "The server does not hand out %f to you (status %1)."),
     QT_TRANSLATE_NOOP("Error", "Ask who runs the server for an address or a key that may read it.")},
    {"net.refused", Environment, QT_TRANSLATE_NOOP("Error", "The server of %f refused the request (%1)."),
     QT_TRANSLATE_NOOP("Error", "Check the address; download the file with a browser and import that if it goes on.")},
    {"net.server_failed", Environment, QT_TRANSLATE_NOOP("Error", "The server of %f failed (status %1)."),
     QT_TRANSLATE_NOOP("Error", "Try again later, or tell who runs the server.")},
    {"net.timeout", Environment, QT_TRANSLATE_NOOP("Error", "The server of %f did not answer in time."),
     QT_TRANSLATE_NOOP("Error", "Check the network and try again later.")},
    {"net.unreachable", Environment, QT_TRANSLATE_NOOP("Error", "The server of %f cannot be reached."),
     QT_TRANSLATE_NOOP("Error", "Check the address and that this computer is connected to the network.")},
    {"page.unknown", Usage, QT_TRANSLATE_NOOP("Error", "There is no page or report named %1."),
     QT_TRANSLATE_NOOP("Error", "There are: %2.")},
    {"resource.missing", Environment, QT_TRANSLATE_NOOP("Error", "A part of Lectern is missing: %f."),
     QT_TRANSLATE_NOOP("Error", "Install Lectern again.")},
    {"resource.not_json", Environment, QT_TRANSLATE_NOOP("Error", "A part of Lectern is damaged: %f."),
     QT_TRANSLATE_NOOP("Error", "Install Lectern again.")},
    {"school.foreign", Refused, QT_TRANSLATE_NOOP("Error", "%f is not a school of Lectern."),
     QT_TRANSLATE_NOOP("Error", "Open a file that ends in .lectern, or import %f into a school.")},
    {"school.damaged", Refused, QT_TRANSLATE_NOOP("Error", "The school file %f is damaged: %1."),
     QT_TRANSLATE_NOOP("Error", "Restore a backup: \"backups\" lists them, \"restore\" puts one back.")},
    {"school.changed", Environment, QT_TRANSLATE_NOOP("Error", "%f was changed by somebody else while it was open for reading."),
     QT_TRANSLATE_NOOP("Error", "Open it again.")},
    {"school.unfinished", Refused, QT_TRANSLATE_NOOP("Error", "%f was not closed properly, and its folder may not be written to."),
     QT_TRANSLATE_NOOP("Error", "Copy it together with %f-wal to a folder you may write to, and open it there.")},
    {"school.newer", Refused, QT_TRANSLATE_NOOP("Error", "%f was written by a newer Lectern (file version %1, this program knows %2)."),
     QT_TRANSLATE_NOOP("Error", "Install the newer Lectern to open it. Nothing was changed.")},
    {"reader.learnt", Refused, QT_TRANSLATE_NOOP("Error", "The cells of %1 turn out to be written as %2, unlike the first ones."),
     QT_TRANSLATE_NOOP("Error", "Import the file again.")},
    {"school.read_only", Environment, QT_TRANSLATE_NOOP("Error", "%f is open for reading only: %1."),
     QT_TRANSLATE_NOOP("Error", "Close the other program that writes to it, or copy the school to a folder you may write to.")},
    {"setting.invalid", Usage, QT_TRANSLATE_NOOP("Error", "%2 is not a value for the setting %1."),
     QT_TRANSLATE_NOOP("Error", "Allowed: %3.")},
    {"setting.unknown", Usage, QT_TRANSLATE_NOOP("Error", "There is no setting named %1."),
     QT_TRANSLATE_NOOP("Error", "\"settings\" lists their names.")},
    {"source.binary", Refused, QT_TRANSLATE_NOOP("Error", "%f is not a table or text Lectern can read (it looks like binary data)."),
     QT_TRANSLATE_NOOP("Error", "Export the data as CSV, a workbook, JSON or a zip of these.")},
    {"source.bad_json", Refused, QT_TRANSLATE_NOOP("Error", "%f holds text that is not valid JSON: %1."),
     QT_TRANSLATE_NOOP("Error", "Ask the system that wrote it for a fresh export.")},
    {"source.empty", Refused, QT_TRANSLATE_NOOP("Error", "%f is empty."),
     QT_TRANSLATE_NOOP("Error", "Export it again; the file should have at least a header line.")},
    {"source.no_rows", Refused, QT_TRANSLATE_NOOP("Error", "%f has a header but no rows."),
     QT_TRANSLATE_NOOP("Error", "Export it again with data in it.")},
    {"source.not_recognised", Refused, QT_TRANSLATE_NOOP("Error", "%f is not recognised: %1."),
     QT_TRANSLATE_NOOP("Error", "\"connectors\" lists which exports Lectern reads.")},
    {"store.not_supported", Refused, QT_TRANSLATE_NOOP("Error", "This version opens school files, not %f."),
     QT_TRANSLATE_NOOP("Error", "Give the path of a .lectern file.")},
    {"table.missing_column", Refused, QT_TRANSLATE_NOOP("Error", "The column %1 is missing."),
     QT_TRANSLATE_NOOP("Error", "Export the table again with this column, or add it to the header line.")},
    {"table.field_too_long", Refused, QT_TRANSLATE_NOOP("Error", "A cell is longer than %1 characters; a quotation mark is probably never closed."),
     QT_TRANSLATE_NOOP("Error", "Look for a lone quotation mark near this row and remove it.")},
    {"table.no_sheet", Refused, QT_TRANSLATE_NOOP("Error", "%f has no table number %1; it has %2, counted from 0."),
     QT_TRANSLATE_NOOP("Error", "\"preview\" without --sheet says which tables there are.")},
    {"table.scattered", Refused, QT_TRANSLATE_NOOP("Error", "The cells of %f are scattered over far more rows and columns than they fill."),
     QT_TRANSLATE_NOOP("Error", "Open it in a spreadsheet program, delete the stray cells far to the right, and save it again.")},
    {"table.too_wide", Refused, QT_TRANSLATE_NOOP("Error", "A row of %f has %1 cells; %2 is the most a table may have."),
     QT_TRANSLATE_NOOP("Error", "Export the table with fewer columns, or as CSV if it is another format.")},
    {"table.unclosed_quote", Refused, QT_TRANSLATE_NOOP("Error", "A quotation mark that opens here is never closed."),
     QT_TRANSLATE_NOOP("Error", "Look for a lone quotation mark in this row and remove it, or ask for a fresh export: the file may be cut off.")},
    {"usage", Usage, QT_TRANSLATE_NOOP("Error", "%1"), QT_TRANSLATE_NOOP("Error", "See --help.")},
    {"workbook.binary", Refused, QT_TRANSLATE_NOOP("Error", "%f is a binary workbook (.xlsb), which Lectern does not read."),
     QT_TRANSLATE_NOOP("Error", "Open it in a spreadsheet program and save it as .xlsx.")},
    {"workbook.damaged", Refused, QT_TRANSLATE_NOOP("Error", "The workbook %f is damaged (%1)."),
     QT_TRANSLATE_NOOP("Error", "Open it in a spreadsheet program, save it again, or ask for a fresh export.")},
    {"workbook.locked", Refused, QT_TRANSLATE_NOOP("Error", "The workbook %f is locked with a password."),
     QT_TRANSLATE_NOOP("Error", "Open it in a spreadsheet program and save it without a password.")},
    {"workbook.old", Refused, QT_TRANSLATE_NOOP("Error", "%f is a workbook of the old binary kind (.xls), which Lectern does not read."),
     QT_TRANSLATE_NOOP("Error", "Open it in a spreadsheet program and save it as .xlsx.")},
    {"xml.damaged", Refused, QT_TRANSLATE_NOOP("Error", "%f is damaged or cut off."),
     QT_TRANSLATE_NOOP("Error", "Download or export it again.")},
    {"xml.document_type", Refused, QT_TRANSLATE_NOOP("Error", "%f declares a document type, which no export of a school needs and which can be misused."),
     QT_TRANSLATE_NOOP("Error", "Do not trust this file; ask for a fresh export.")},
    {"xml.too_deep", Refused, QT_TRANSLATE_NOOP("Error", "%f is nested deeper than %1 levels."),
     QT_TRANSLATE_NOOP("Error", "Do not trust this file; ask for a fresh export.")},
    {"zip.damaged", Refused, QT_TRANSLATE_NOOP("Error", "The archive %f is damaged or cut off."),
     QT_TRANSLATE_NOOP("Error", "Download or export it again.")},
    {"zip.encrypted", Refused, QT_TRANSLATE_NOOP("Error", "The archive %f is locked with a password."),
     QT_TRANSLATE_NOOP("Error", "Unpack it yourself and import the files in it.")},
    {"zip.nested", Refused, QT_TRANSLATE_NOOP("Error", "%f is an archive within another archive, or behind an address."),
     QT_TRANSLATE_NOOP("Error", "Unpack the outer archive, or download this one, and import it by itself.")},
    {"zip.too_large", Refused, QT_TRANSLATE_NOOP("Error", "%f unpacks to more than an export may (%1)."),
     QT_TRANSLATE_NOOP("Error", "Unpack it yourself and import the files you know.")},
    {"zip.unsafe_name", Refused, QT_TRANSLATE_NOOP("Error", "The archive %f holds a member that points outside of it: %1."),
     QT_TRANSLATE_NOOP("Error", "Do not trust this archive; ask for a fresh export.")},
};

struct Reason
{
    const char* code;
    const char* words;
};

// Why a row went to quarantine. %1 is the value as it came.
constexpr Reason reasons[] = {
    {"required", QT_TRANSLATE_NOOP("Reason", "the cell is empty but must have a value")},
    {"not_a_number", QT_TRANSLATE_NOOP("Reason", "\"%1\" is not a number")},
    {"not_an_integer", QT_TRANSLATE_NOOP("Reason", "\"%1\" is not a whole number")},
    {"not_a_date", QT_TRANSLATE_NOOP("Reason", "\"%1\" is not a date")},
    {"not_an_instant", QT_TRANSLATE_NOOP("Reason", "\"%1\" is not a date with time")},
    {"not_a_boolean", QT_TRANSLATE_NOOP("Reason", "\"%1\" is neither true nor false")},
    {"not_allowed", QT_TRANSLATE_NOOP("Reason", "\"%1\" is not one of the allowed values (%2)")},
    {"out_of_range", QT_TRANSLATE_NOOP("Reason", "\"%1\" is outside the range %2 to %3")},
    {"key_conflict", QT_TRANSLATE_NOOP("Reason", "the key %1 stands twice in this file with different contents")},
    {"newer_row", QT_TRANSLATE_NOOP("Reason", "a later import brought the row %1, and what it says is newer")},
    {"spreadsheet_error", QT_TRANSLATE_NOOP("Reason", "\"%1\" is what a spreadsheet shows instead of a value")},
    {"not_json", QT_TRANSLATE_NOOP("Reason", "the line is not valid JSON: %1")},
    {"not_an_object", QT_TRANSLATE_NOOP("Reason", "the line is JSON but not an object")},
};

const Entry* find(const QString& code)
{
    const auto it = std::ranges::find_if(table, [&](const Entry& e) { return code == QLatin1String(e.code); });
    return it == std::end(table) ? nullptr : it;
}

QString fill(QString sentence, const QString& file, const QStringList& arguments)
{
    sentence.replace("%f", file);
    for (qsizetype i = arguments.size(); i-- > 0;)
        sentence.replace("%" + QString::number(i + 1), arguments.at(i));
    return sentence;
}

} // namespace

QString words(const Where& where)
{
    QStringList parts;
    if (!where.file.isEmpty())
        parts << where.file;
    if (where.row > 0)
        parts << QCoreApplication::translate("Error", "row %1").arg(where.row);
    if (!where.column.isEmpty())
        parts << QCoreApplication::translate("Error", "column %1").arg(where.column);
    return parts.join(", ");
}

ErrorWords words(const Error& error)
{
    const Entry* entry = find(error.code);
    if (!entry)
        return {error.code + (error.detail.isEmpty() ? QString() : ": " + error.detail), QString()};
    QString message = QCoreApplication::translate("Error", entry->message);
    const bool namesFile = message.contains("%f");
    message = fill(message, error.where.file, error.arguments);
    const Where rest{namesFile ? QString() : error.where.file, error.where.row, error.where.column};
    if (const QString place = words(rest); !place.isEmpty())
        message += " (" + place + ")";
    if (!error.detail.isEmpty())
        message += " [" + error.detail + "]";
    return {message, fill(QCoreApplication::translate("Error", entry->remedy), error.where.file, error.arguments)};
}

ErrorKind kindOf(const Error& error)
{
    const Entry* entry = find(error.code);
    return entry ? entry->kind : Environment;
}

QStringList errorCodes()
{
    QStringList codes;
    for (const Entry& entry : table)
        codes << QLatin1String(entry.code);
    return codes;
}

QString reasonWords(const QString& reason, const QStringList& arguments)
{
    for (const Reason& entry : reasons)
        if (reason == QLatin1String(entry.code))
            return fill(QCoreApplication::translate("Reason", entry.words), {}, arguments);
    return reason;
}

} // namespace lectern
