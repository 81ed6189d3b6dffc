/// Randomness of our own: the same numbers with every compiler and library, which std:: distributions do not promise.
/// SplitMix64 (Steele, Lea, Flood 2014), one cheap stream per purpose and subject. Thread: any, one at a time.
#pragma once

#include <QtGlobal>
#include <iterator>

namespace lectern::simulation {

/// What a stream is for; part of its seed, so that no two writers share a stream.
enum class Purpose : quint64 {
    Calendar = 1, Student, Family, Teacher, Year, Attendance, Activity, Event, Gradebook, Mark, MapGrowth, Survey, Course
};

class Random
{
public:
    Random(quint64 seed, Purpose purpose, quint64 subject = 0, quint64 part = 0)
        : m_state(mix(mix(mix(seed ^ quint64(purpose) * 0x9E3779B97F4A7C15ULL) + subject) + part))
    {
    }

    quint64 next() { return mix(m_state += 0x9E3779B97F4A7C15ULL); }

    /// 0 to `count` - 1.
    quint32 below(quint32 count) { return quint32(((next() >> 32) * count) >> 32); }

    /// `low` to `high`, both included.
    int between(int low, int high) { return low + int(below(quint32(high - low + 1))); }

    /// 0 (included) to 1 (excluded).
    double real() { return double(next() >> 11) * (1.0 / 9007199254740992.0); }

    bool chance(double probability) { return real() < probability; }

    /// Mean 0, spread 1, within ±6: the sum of twelve uniforms, exact in every floating-point library.
    double normal()
    {
        double sum = -6;
        for (int i = 0; i < 12; ++i)
            sum += real();
        return sum;
    }

    template <class List>
    const auto& pick(const List& list)
    {
        return list[below(quint32(std::size(list)))];
    }

private:
    static constexpr quint64 mix(quint64 z)
    {
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9ULL;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EBULL;
        return z ^ (z >> 31);
    }

    quint64 m_state;
};

inline double clamped(double value, double low, double high)
{
    return value < low ? low : value > high ? high : value;
}

} // namespace lectern::simulation
