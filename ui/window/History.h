/// Where a person has been: page and filter, with undo and redo. A plain value.
#pragma once

#include "core/metric/Filter.h"

#include <QList>

namespace lectern {

struct Place
{
    QString page;
    Filter filter;
    friend bool operator==(const Place&, const Place&) = default;
};

class History
{
public:
    /// Goes to `place`; what could be redone is forgotten. Nothing happens if it is the present place.
    void go(const Place& place)
    {
        if (m_at >= 0 && m_places.at(m_at) == place)
            return;
        m_places.resize(m_at + 1);
        m_places.append(place);
        ++m_at;
    }
    [[nodiscard]] bool canUndo() const { return m_at > 0; }
    [[nodiscard]] bool canRedo() const { return m_at + 1 < m_places.size(); }
    /// The place to show now. Only if canUndo() or canRedo().
    const Place& undo() { return m_places.at(--m_at); }
    const Place& redo() { return m_places.at(++m_at); }
    void clear()
    {
        m_places.clear();
        m_at = -1;
    }

private:
    QList<Place> m_places;
    qsizetype m_at = -1;
};

} // namespace lectern
