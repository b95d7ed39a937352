package dev.rockyjava.internal.run.journal;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.TreeSet;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class PartRangesTest {

    @Test
    void holdsTheNumbersThatWereAdded() {
        for (int seed = 0; seed < 500; seed++) {
            Random random = new Random(seed);
            PartRanges ranges = new PartRanges();
            TreeSet<Long> numbers = new TreeSet<>();
            for (int i = random.nextInt(12); i > 0; i--) {
                long first = random.nextInt(40) - 5L;
                long last = first + random.nextInt(6) - 1;
                ranges.add(first, last);
                LongStream.rangeClosed(first, last).forEach(numbers::add);
            }
            assertThat(contents(ranges)).as("seed %d", seed).containsExactlyElementsOf(numbers);
            assertThat(ranges.newestWithout()).as("seed %d", seed).isEqualTo(newestWithout(numbers));
        }
    }

    private static List<Long> contents(PartRanges ranges) {
        List<Long> numbers = new ArrayList<>();
        ranges.forEach((first, last) -> {
            assertThat(numbers).doesNotContain(first - 1);
            LongStream.rangeClosed(first, last).forEach(numbers::add);
        });
        return numbers;
    }

    private static long newestWithout(TreeSet<Long> numbers) {
        long number = numbers.isEmpty() ? 0 : numbers.last();
        while (number > 0 && numbers.contains(number)) {
            number--;
        }
        return Math.max(0, number);
    }

    @Test
    void theEndsOfAllNumbers() {
        PartRanges ranges = new PartRanges();
        ranges.add(5, Long.MAX_VALUE);
        ranges.add(Long.MIN_VALUE, 3);
        ranges.add(Long.MAX_VALUE);
        List<Long> firsts = new ArrayList<>();
        ranges.forEach((first, last) -> firsts.add(first));

        assertThat(firsts).containsExactly(Long.MIN_VALUE, 5L);
        assertThat(ranges.newestWithout()).isEqualTo(4);
    }
}
