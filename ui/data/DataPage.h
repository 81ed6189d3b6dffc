/// The Data page: what came in, when, from where; what was refused and why; and the way back. Hand-written, built from
/// plain values; asks for nothing itself. GUI thread.
#pragma once

#include "core/base/Error.h"
#include "ui/data/LoadHistory.h"
#include "ui/theme/Theme.h"

#include <QSet>
#include <QTreeWidget>
#include <QVBoxLayout>
#include <QWidget>

class QPushButton;

namespace lectern {

struct DataContent
{
    std::vector<Load> loads;             ///< newest first
    std::vector<QuarantinedRow> refused; ///< the first ones
    qint64 refusedInAll = 0;             ///< may be more than `refused` holds
    QString readOnlyReason;              ///< empty = loads can be taken back
    QString remark{};                    ///< about the place the school lies in; empty = nothing
    QString answer{};                    ///< what became of the row corrected last; empty = none was
};

class DataPage final : public QWidget
{
    Q_OBJECT

public:
    explicit DataPage(const Theme& theme, QWidget* parent = nullptr);

    void setContent(const DataContent& content);
    void setError(const Error& error);
    void setLook(const Theme& theme);
    /// Opens the refused rows and moves the focus there.
    void showRefused();

Q_SIGNALS:
    void importRequested();
    void sampleRequested();
    /// Asked to take back one load, or (load = 0) a whole package.
    void undoRequested(qint64 load, qint64 package);
    void saveRefusedRequested();
    void backupsRequested();
    /// Asked to correct the refused row of this id.
    void correctRequested(qint64 id);

private:
    void rebuild();
    void addHead(QVBoxLayout* column);
    void addEmpty(QVBoxLayout* column);
    void addFeeds(QVBoxLayout* column);
    void addLoads(QVBoxLayout* column);
    void addRefused(QVBoxLayout* column);
    [[nodiscard]] qint64 waitingOf(const FeedLine& feed) const;
    void fillLoads();
    void fillRefused(const QList<RefusedGroup>& groups);
    void askUndo();
    [[nodiscard]] QWidget* card(QVBoxLayout*& inside, const QString& title, const QString& subtitle,
                                const QList<QPushButton*>& actions = {});
    [[nodiscard]] QTreeWidget* tree(const QStringList& header, const QString& name, const QString& accessibleName);

    Theme m_theme;
    DataContent m_content;
    Error m_error; ///< code empty = none
    bool m_ready = false;
    QWidget* m_inside = nullptr;
    QTreeWidget* m_loads = nullptr;
    QTreeWidget* m_refused = nullptr;
    QPushButton* m_undo = nullptr;
    QPushButton* m_correct = nullptr;
    QSet<QString> m_opened; ///< groups of refused rows that are unfolded
};

} // namespace lectern
