/// A school that is open in the window, and the read-only connections its answers borrow. Thread: any.
#pragma once

#include "core/store/School.h"

#include <memory>
#include <mutex>
#include <vector>

namespace lectern {

/// One open school with its idle connections; lives as long as somebody works on it.
class OpenSchool
{
public:
    explicit OpenSchool(std::unique_ptr<School> opened) : m_school(std::move(opened)) {}

    [[nodiscard]] School& school() { return *m_school; }

    [[nodiscard]] Result<Database> borrow()
    {
        LECTERN_TRY(m_school->checkUnchanged());
        {
            const std::scoped_lock lock(m_mutex);
            if (!m_idle.empty()) {
                Database connection = std::move(m_idle.back());
                m_idle.pop_back();
                return connection;
            }
        }
        return m_school->reader();
    }

    void giveBack(Database connection)
    {
        const std::scoped_lock lock(m_mutex);
        if (m_idle.size() < 4)
            m_idle.push_back(std::move(connection));
    }

private:
    std::unique_ptr<School> m_school;
    std::mutex m_mutex;
    std::vector<Database> m_idle; ///< after the school, so closed before it
};

/// A borrowed connection, given back at its end.
class ReaderLease
{
public:
    [[nodiscard]] static Result<ReaderLease> from(Result<std::shared_ptr<OpenSchool>> open)
    {
        if (!open)
            return failure(std::move(open).error());
        LECTERN_ASSIGN(Database connection, (*open)->borrow());
        return ReaderLease(std::move(*open), std::move(connection));
    }
    ReaderLease(ReaderLease&&) noexcept = default;
    ReaderLease& operator=(ReaderLease&&) = delete;
    ~ReaderLease()
    {
        if (m_open)
            m_open->giveBack(std::move(m_connection));
    }

    [[nodiscard]] const Database& operator*() const { return m_connection; }

private:
    ReaderLease(std::shared_ptr<OpenSchool> open, Database connection) : m_open(std::move(open)), m_connection(std::move(connection)) {}

    std::shared_ptr<OpenSchool> m_open;
    Database m_connection;
};

} // namespace lectern
