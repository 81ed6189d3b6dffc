/// What is taught: the courses of the roster and, for six of them, the units, lessons and contents of the learning
/// platform in course order. Thread: any, immutable.
#pragma once

#include <QtGlobal>
#include <string>
#include <vector>

namespace lectern::simulation {

enum class ContentKind { Video, Slide, Article, Quiz, Exercise };

struct Question
{
    std::string id;
    std::vector<std::string> choices; ///< JSON values as the course structure holds them: "5", "true", "\"list\""
    int answer = 0;                   ///< index of the right choice
};

struct Content
{
    std::string id; ///< "PY101_V01"
    std::string title;
    ContentKind kind = ContentKind::Video;
    int unit = 0;    ///< 0-based
    int lesson = 0;  ///< 0-based within the unit
    int seconds = 0; ///< length of a video
    int slides = 0;
    double clarity = 1; ///< 0 to 1; unclear content is viewed again and answered wrongly more often
    std::vector<Question> questions;
};

struct Lesson
{
    std::string title;
    int first = 0; ///< index of its first content
    int count = 0;
};

struct Unit
{
    std::string title;
    std::vector<Lesson> lessons;
};

struct Course
{
    std::string code; ///< "PY101": OneRoster courseCode and the platform's course_id
    std::string title;
    std::string subject;
    int fromGrade = 0;
    int toGrade = 0;
    std::vector<Unit> units; ///< empty: not on the platform
    std::vector<Content> contents;
    [[nodiscard]] bool online() const { return !contents.empty(); }
    [[nodiscard]] bool taughtIn(int grade) const { return grade >= fromGrade && grade <= toGrade; }
};

inline constexpr int lowestGrade = 6;
inline constexpr int highestGrade = 10;

/// All courses; the first is the homeroom. Only clarity, lengths and answers depend on the seed.
[[nodiscard]] std::vector<Course> curriculum(quint64 seed);

/// "video", "slide", "article", "quiz", "exercise".
[[nodiscard]] const char* kindName(ContentKind kind);

} // namespace lectern::simulation
