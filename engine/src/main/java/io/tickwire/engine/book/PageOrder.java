package io.tickwire.engine.book;

import java.util.Arrays;

/**
 * The pages of a ladder in their order: two flat arrays, worst first and best last, with room before and behind them:
 * <pre>
 *  numbers | room | worst ... best | room |
 *  slots   | room | worst ... best | room |
 *                 start            end
 * </pre>
 * A page that comes or goes moves the pages on its nearer side only, and a search begins at the best.
 * Thread: pipeline-<k>
 */
final class PageOrder
{
    private static final int INITIAL_PAGES = 4;
    private static final int NEAR_PAGES = 8;

    private long[] numbers = new long[INITIAL_PAGES];
    private int[] slots = new int[INITIAL_PAGES];
    private int start = INITIAL_PAGES >> 1;
    private int end = start;

    int count()
    {
        return end - start;
    }

    /**
     * @param index 0: the best.
     */
    long number(final int index)
    {
        return numbers[end - 1 - index];
    }

    /**
     * @param index 0: the best.
     */
    int slot(final int index)
    {
        return slots[end - 1 - index];
    }

    void clear()
    {
        start = numbers.length >> 1;
        end = start;
    }

    /**
     * @param number of a page that is not there.
     */
    void insert(final long number, final int slot)
    {
        final int place = find(number);
        final boolean isNearBest = end - place <= place - start;
        int at = place + (isNearBest && end == numbers.length || !isNearBest && start == 0 ? makeRoom() : 0);
        if (isNearBest)
        {
            move(at, at + 1, end - at);
            end++;
        }
        else
        {
            move(start, start - 1, at - start);
            start--;
            at--;
        }
        numbers[at] = number;
        slots[at] = slot;
    }

    /**
     * @param number of a page that is there.
     */
    void remove(final long number)
    {
        final int place = find(number);
        if (end - place <= place - start)
        {
            move(place + 1, place, end - place - 1);
            end--;
        }
        else
        {
            move(start, start + 1, place - start);
            start++;
        }
    }

    /**
     * The place of the first page that is not below this one.
     */
    private int find(final long number)
    {
        final long[] numbers = this.numbers;
        final int near = Math.max(start, end - NEAR_PAGES);
        int place = end;
        while (place > near && numbers[place - 1] >= number)
        {
            place--;
        }

        return place > near || near == start ? place : findFar(number, near);
    }

    private int findFar(final long number, final int near)
    {
        final long[] numbers = this.numbers;
        int low = start;
        // Beyond the worst: a snapshot that comes best first.
        if (number <= numbers[low])
        {
            return low;
        }
        int high = near;
        while (low < high)
        {
            final int middle = (low + high) >>> 1;
            if (numbers[middle] < number)
            {
                low = middle + 1;
            }
            else
            {
                high = middle;
            }
        }

        return low;
    }

    private void move(final int from, final int to, final int count)
    {
        System.arraycopy(numbers, from, numbers, to, count);
        System.arraycopy(slots, from, slots, to, count);
    }

    /**
     * Room on both ends, in larger arrays where less than a quarter of the pages is free.
     *
     * @return how far the pages moved.
     */
    private int makeRoom()
    {
        final int count = end - start;
        final int room = (count >> 2) + 2;
        final int capacity = count + room <= numbers.length ? numbers.length : count + 2 * room;
        if (capacity > numbers.length)
        {
            numbers = Arrays.copyOf(numbers, capacity);
            slots = Arrays.copyOf(slots, capacity);
        }
        final int from = start;
        start = (capacity - count) >> 1;
        end = start + count;
        move(from, start, count);

        return start - from;
    }
}
