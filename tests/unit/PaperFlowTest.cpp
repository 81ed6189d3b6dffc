// Where blocks go on paper: nothing is cut, tables continue, headings stay with what follows, footnotes find room.
#include "ui/print/PaperFlow.h"

#include <QtTest>

using namespace lectern;

namespace {

PaperBlock block(double height, QList<int> notes = {}, bool keep = false)
{
    PaperBlock result;
    result.height = height;
    result.notes = std::move(notes);
    result.keepWithNext = keep;
    return result;
}

// Rows of 10 under a head of 20.
PaperBlock tableOf(int rows)
{
    PaperBlock result;
    result.rows = rows;
    result.rowsThatFit = [](double height) { return std::max(0, int((height - 20) / 10)); };
    result.heightOf = [](int count) { return 20.0 + 10 * count; };
    result.height = 20.0 + 10 * rows;
    return result;
}

PaperArea area(double height)
{
    return {100, height, 5, [](const QList<int>& notes) { return 10.0 * double(notes.size()); }};
}

} // namespace

class PaperFlowTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void blocksThatFitStandOnOnePage()
    {
        const QList<PaperPage> pages = paperPages({block(40), block(40)}, area(100));
        QCOMPARE(pages.size(), 1);
        QCOMPARE(pages.first().pieces.at(1).rect, QRectF(0, 45, 100, 40));
    }

    void aBlockIsNeverCut()
    {
        const QList<PaperPage> pages = paperPages({block(60), block(60)}, area(100));
        QCOMPARE(pages.size(), 2);
        QCOMPARE(pages.last().pieces.first().rect.top(), 0.0);
    }

    void aBlockHigherThanThePageIsGivenThePage()
    {
        const QList<PaperPage> pages = paperPages({block(500)}, area(100));
        QCOMPARE(pages.size(), 1);
        QCOMPARE(pages.first().pieces.first().rect.height(), 100.0);
    }

    void footnotesTakeRoom()
    {
        QCOMPARE(paperPages({block(50, {1}), block(45, {2})}, area(100)).size(), 2);
        QCOMPARE(paperPages({block(50), block(45)}, area(100)).size(), 1);
    }

    void aFootnoteStandsOncePerSection()
    {
        const QList<PaperPage> pages = paperPages({block(60, {1}), block(60, {1, 2})}, area(100));
        QCOMPARE(pages.at(0).notes, QList<int>{1});
        QCOMPARE(pages.at(1).notes, QList<int>{2});
    }

    void aTableContinuesWithEveryRowOnce()
    {
        const QList<PaperPage> pages = paperPages({block(30), tableOf(25)}, area(100));
        int next = 0;
        for (const PaperPage& page : pages)
            for (const PaperPiece& piece : page.pieces)
                if (piece.block == 1) {
                    QCOMPARE(piece.firstRow, next);
                    QVERIFY(piece.rect.bottom() <= 100.0);
                    next += piece.rows;
                }
        QCOMPARE(next, 25);
        QCOMPARE(pages.size(), 4);
    }

    void aTableDoesNotBeginForTwoRows()
    {
        const QList<PaperPage> pages = paperPages({block(55), tableOf(10)}, area(100)); // room for two rows below
        QCOMPARE(pages.at(0).pieces.size(), 1);
        QCOMPARE(pages.at(1).pieces.first().block, 1);
    }

    void aHeadingStaysWithWhatFollows()
    {
        const QList<PaperPage> pages = paperPages({block(60), block(20, {}, true), block(30)}, area(100));
        QCOMPARE(pages.size(), 2);
        QCOMPARE(pages.last().pieces.first().block, 1);
    }

    void aSectionBeginsAPage()
    {
        PaperBlock second = block(10);
        second.section = 1;
        const QList<PaperPage> pages = paperPages({block(10), second}, area(100));
        QCOMPARE(pages.size(), 2);
        QVERIFY(pages.last().first);
    }
};

QTEST_GUILESS_MAIN(PaperFlowTest)
#include "PaperFlowTest.moc"
