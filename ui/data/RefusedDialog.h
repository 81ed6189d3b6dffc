/// The refused rows as a table. Saved, they are files a person mends in a spreadsheet and imports again, the same that
/// `lectern-cli quarantine --csv` writes. GUI thread; rows are fetched and written on the pool.
#pragma once

#include "ui/dialogs/GridDialog.h"
#include "ui/window/SchoolService.h"

#include <QFuture>

namespace lectern {

class RefusedDialog final : public GridDialog
{
    Q_OBJECT

public:
    /// `service` must outlive the dialog. `all`: there are no more refused rows than these.
    RefusedDialog(SchoolService& service, const std::vector<QuarantinedRow>& rows, bool all, const Theme& theme,
                  QWidget* parent = nullptr);
    ~RefusedDialog() override; ///< waits for what runs

    void chooseFile() override;
    /// Writes what is shown: one kind of rows into the file `path`, several into the folder `path`.
    void saveTo(const QString& path);

Q_SIGNALS:
    void savedRows(const QStringList& paths);

private:
    [[nodiscard]] QSet<QString> kinds() const;
    void write(const QString& path, const std::vector<CorrectionCsv>& files);

    SchoolService& m_service;
    std::vector<QuarantinedRow> m_rows;
    bool m_all;
    QFuture<void> m_running;
};

} // namespace lectern
