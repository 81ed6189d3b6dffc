/// A table in a dialog: filter box, sorting, copy, save as CSV. "Show as table" and the list of students are two of
/// its kind. GUI thread; the file is written on the pool.
#pragma once

#include "core/page/Page.h"
#include "ui/dialogs/GridView.h"
#include "ui/dialogs/Sheet.h"

#include <QLineEdit>

namespace lectern {

class GridDialog : public Sheet
{
    Q_OBJECT

public:
    /// `fileName` is what a saved CSV is called unless the person says otherwise.
    GridDialog(const QString& title, const QString& subtitle, Grid grid, const QString& fileName, const Theme& theme,
               QWidget* parent = nullptr);

    [[nodiscard]] GridView* view() const { return m_view; }
    /// Writes what is shown. Called by the Save button with the path the person chose.
    void saveCsv(const QString& path);
    /// Asks for a path, then saves.
    virtual void chooseFile();

Q_SIGNALS:
    void saved(const QString& path);

protected:
    /// Says something in place of the number of rows.
    void say(const QString& text) { m_count->setText(text); }

private:
    void showCount();

    GridView* m_view;
    QLineEdit* m_filter;
    QLabel* m_count;
    QString m_fileName;
    int m_all;
};

/// The numbers of one tile, as a table.
class TableDialog final : public GridDialog
{
    Q_OBJECT

public:
    TableDialog(const TileData& tile, const Theme& theme, QWidget* parent = nullptr);
};

/// The students behind one mark. Enter or a double click asks for a student's profile.
class StudentListDialog final : public GridDialog
{
    Q_OBJECT

public:
    /// `what` names the mark: "Grade 7 · Inactive".
    StudentListDialog(const QString& what, const QList<StudentLine>& students, const Theme& theme,
                      QWidget* parent = nullptr);

Q_SIGNALS:
    void studentChosen(qint64 studentKey);
};

/// A name for a file that every system takes: letters, digits, "-" and "_".
[[nodiscard]] QString fileNameOf(const QString& title);

} // namespace lectern
