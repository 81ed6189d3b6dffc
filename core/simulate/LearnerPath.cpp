#include "core/simulate/LearnerPath.h"

#include <algorithm>

namespace lectern::simulation {

namespace {

bool isTest(const Content& content)
{
    return content.kind == ContentKind::Quiz || content.kind == ContentKind::Exercise;
}

} // namespace

int LearnerPath::next(const Course& course, const Mood& mood, Random& random, EventRow& row)
{
    row.value = 0;
    row.question = 0;
    row.choice = 0;
    if (m_lessonEnds) {
        m_lessonEnds = false;
        row.content = m_current;
        row.type = EventType::LessonCompleted;
        return random.between(1, 5);
    }
    if (!m_open)
        choose(course, mood, random);
    const Content& content = course.contents[m_current];
    row.content = m_current;
    return isTest(content) ? answer(content, course, mood, random, row) : watch(content, course, mood, random, row);
}

void LearnerPath::choose(const Course& course, const Mood& mood, Random& random)
{
    const int reach = std::min(mood.reach, int(course.contents.size()));
    m_open = true;
    m_again = false;
    m_step = 0;
    m_right = 0;
    while (m_frontier < reach) {
        const Content& content = course.contents[m_frontier];
        const double pass = isTest(content) ? (mood.watcher ? 0.85 : 0.05) : 0.04;
        if (!random.chance(pass))
            break;
        ++m_frontier;
    }
    m_review = m_frontier >= reach || (m_frontier > 0 && random.chance(0.16));
    if (!m_review) {
        m_current = m_frontier;
        return;
    }
    const quint32 seen = std::max<quint32>(1, m_frontier);
    const quint32 one = random.below(seen);
    const quint32 other = random.below(seen);
    const double taste = random.real(); // of two now the less clear, now the one nearer to the beginning
    const bool rather = taste < 0.2 ? course.contents[other].clarity < course.contents[one].clarity : taste < 0.65 && other < one;
    m_current = quint8(rather ? other : one);
    while (mood.watcher && isTest(course.contents[m_current])) // back to what can be watched; every lesson begins with that
        --m_current;
}

void LearnerPath::close(const Course& course, Random& random, bool finished)
{
    const Content& content = course.contents[m_current];
    m_open = false;
    if (!m_review) {
        ++m_frontier;
        const bool last = m_frontier >= course.contents.size() || course.contents[m_frontier].unit != content.unit ||
                          course.contents[m_frontier].lesson != content.lesson;
        m_lessonEnds = last && finished && random.chance(0.9);
    }
    const bool again = isTest(content) ? finished && !m_again && m_right * 10 < int(content.questions.size()) * 6 && random.chance(0.4)
                                       : random.chance((1 - content.clarity) * 0.3);
    if (again) { // at once, while it is on the screen
        m_open = true;
        m_review = true;
        m_again = true;
        m_step = 0;
        m_right = 0;
    }
}

int LearnerPath::watch(const Content& content, const Course& course, const Mood& mood, Random& random, EventRow& row)
{
    switch (content.kind) {
    case ContentKind::Video: {
        if (m_step++ == 0) {
            row.type = EventType::VideoStarted;
            if (!random.chance(mood.finish))
                close(course, random, false);
            return random.between(15, 90);
        }
        row.type = EventType::VideoCompleted;
        row.value = quint16(content.seconds * random.between(92, 108) / 100);
        close(course, random, true);
        return row.value + random.between(0, 20);
    }
    case ContentKind::Slide:
        row.type = EventType::SlideViewed;
        row.value = ++m_step;
        if (m_step >= content.slides)
            close(course, random, true);
        else if (!random.chance(mood.finish + 0.06))
            close(course, random, false);
        return random.between(25, 120);
    default: {
        row.type = EventType::ArticleRead;
        const bool whole = random.chance(mood.finish);
        row.value = quint16(whole ? random.between(90, 100) : random.between(20, 78));
        close(course, random, whole);
        return random.between(120, 420);
    }
    }
}

int LearnerPath::answer(const Content& content, const Course& course, const Mood& mood, Random& random, EventRow& row)
{
    const bool quiz = content.kind == ContentKind::Quiz;
    const int questions = int(content.questions.size());
    if (m_step == 0) {
        row.type = quiz ? EventType::QuizOpened : EventType::ExerciseOpened;
        ++m_step;
        if (mood.watcher)
            close(course, random, false);
        return random.between(15, 60);
    }
    if (m_step > 2 * questions) {
        row.type = quiz ? EventType::QuizCompleted : EventType::ExerciseCompleted;
        close(course, random, true);
        return random.between(2, 8);
    }
    const int index = (m_step - 1) / 2;
    const Question& question = content.questions[std::size_t(index)];
    row.question = quint8(index);
    if (m_step % 2 == 1) { // an answer is chosen, then handed in
        const int wrong = int(question.choices.size()) - 1;
        m_answerRight = random.chance(clamped(mood.right + 0.3 * (content.clarity - 0.7) + (m_again ? 0.12 : 0), 0.03, 0.98));
        m_choice = quint8(m_answerRight ? question.answer : (question.answer + random.between(1, wrong)) % (wrong + 1));
    }
    row.type = m_step % 2 == 1 ? EventType::QuestionAnswered : EventType::QuestionSubmitted;
    row.choice = m_choice;
    row.value = m_answerRight;
    m_right = quint8(m_right + (m_step % 2 == 0 && m_answerRight));
    ++m_step;
    if (m_step > 2 * questions && !random.chance(0.97))
        close(course, random, false);
    return m_step % 2 == 0 ? random.between(20, 110) : random.between(1, 4);
}

} // namespace lectern::simulation
