/// How one learner works through one course: forward along the lessons as far as zeal and schedule let them, back to
/// what was unclear, giving up here and there. Yields one event after the other. Thread: one.
#pragma once

#include "core/simulate/Random.h"
#include "core/simulate/World.h"

namespace lectern::simulation {

enum class EventType : quint8 {
    VideoStarted, VideoCompleted, SlideViewed, ArticleRead, QuizOpened, ExerciseOpened, QuestionAnswered, QuestionSubmitted,
    QuizCompleted, ExerciseCompleted, LessonCompleted
};

/// One event, small: a day of them is held to be sorted.
struct EventRow
{
    qint64 micros;    ///< since local midnight
    quint32 learner;  ///< index of the placement
    quint16 value;    ///< seconds of a video, slide number or percent read
    quint8 course;
    quint8 content;
    EventType type;
    quint8 question;
    quint8 choice;
};

/// What is so of a learner in a course all day long.
struct Mood
{
    int reach;         ///< contents that may be worked on at most: released by now and within the learner's staying power
    bool watcher;
    double right;      ///< chance of a right answer to a clear question
    double finish;     ///< chance that what was begun is brought to its end
};

/// Where a learner stands in a course. Kept for everyone all year, therefore small.
class LearnerPath
{
public:
    /// The next event; `row.micros`, `row.learner` and `row.course` are the caller's. Returns the seconds since the one before.
    int next(const Course& course, const Mood& mood, Random& random, EventRow& row);
    [[nodiscard]] bool betweenContents() const { return !m_open && !m_lessonEnds; }

private:
    void choose(const Course& course, const Mood& mood, Random& random);
    void close(const Course& course, Random& random, bool finished);
    int watch(const Content& content, const Course& course, const Mood& mood, Random& random, EventRow& row);
    int answer(const Content& content, const Course& course, const Mood& mood, Random& random, EventRow& row);

    quint8 m_frontier = 0; ///< contents done or passed over
    quint8 m_current = 0;
    quint8 m_step = 0;
    quint8 m_right = 0;
    bool m_open = false;
    bool m_review = false;
    bool m_again = false;  ///< a second attempt
    bool m_answerRight = false;
    quint8 m_choice = 0;
    bool m_lessonEnds = false;
};

} // namespace lectern::simulation
