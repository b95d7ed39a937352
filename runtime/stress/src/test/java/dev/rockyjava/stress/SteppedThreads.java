package dev.rockyjava.stress;

import dev.rockyjava.internal.run.settings.StepThreads;
import dev.rockyjava.internal.thread.VirtualThreads;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.AbstractExecutorService;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.FutureTask;
import java.util.concurrent.Semaphore;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.function.IntSupplier;
import org.jspecify.annotations.Nullable;

/**
 * The threads of a run, of which one goes on at a time. At each pause chance decides which, so that a seed stands for one
 * interleaving.
 */
final class SteppedThreads implements StepThreads {

    /** Virtual ones where the JDK has them: passing the turn from thread to thread is nearly all that a schedule costs. */
    private static final ThreadFactory THREADS = VirtualThreads.numbered("step-");

    /** Threads wait here for the next run, as starting one takes longer than a step. */
    private static final ConcurrentLinkedQueue<Idle> IDLE = new ConcurrentLinkedQueue<>();

    private final Random random;
    private final Runnable betweenSteps;
    private final IntSupplier stamps;
    private final List<Participant> paused = new ArrayList<>();
    private final Participant main = new Participant(null, 0);
    private final ThreadLocal<Participant> self = ThreadLocal.withInitial(() -> main);
    private int unfinished;
    private boolean closing;
    private @Nullable BlockingQueue<?> awaited;

    /** The run's own thread, or the work on a step. */
    private static final class Participant {

        private final Semaphore turn = new Semaphore(0);
        private final int stamp;
        private @Nullable Runnable work;

        Participant(@Nullable Runnable work, int stamp) {
            this.work = work;
            this.stamp = stamp;
        }
    }

    /** A thread without work. */
    private static final class Idle {

        private final Semaphore given = new Semaphore(0);
        private volatile Runnable work = () -> {};

        void start(Runnable next) {
            work = next;
            given.release();
        }

        void loop() {
            while (true) {
                given.acquireUninterruptibly();
                work.run();
                Thread.interrupted();
                IDLE.add(this);
            }
        }

        static Idle take() {
            Idle idle = IDLE.poll();
            if (idle == null) {
                idle = new Idle();
                THREADS.newThread(idle::loop).start();
            }
            return idle;
        }
    }

    /**
     * Creates the threads of a run.
     *
     * @param betweenSteps called at each pause, by the thread that pauses
     * @param stamps read when the run starts a step
     */
    SteppedThreads(Random random, Runnable betweenSteps, IntSupplier stamps) {
        this.random = random;
        this.betweenSteps = betweenSteps;
        this.stamps = stamps;
    }

    /** Returns the stamp of the step that the thread works on. */
    int stamp() {
        Participant me = self.get();
        return me == main ? stamps.getAsInt() : me.stamp;
    }

    /** Does some work on a thread like those of the steps, and waits for its end. */
    static void inside(Runnable work) throws InterruptedException {
        FutureTask<Void> task = new FutureTask<>(work, null);
        THREADS.newThread(task).start();
        try {
            task.get();
        } catch (ExecutionException e) {
            throw new AssertionError(e.getCause());
        }
    }

    /** Lets another thread go on, or this one. */
    void pause() {
        betweenSteps.run();
        Participant me = self.get();
        Participant next;
        synchronized (this) {
            paused.add(me);
            next = choose();
        }
        go(next, me);
    }

    @Override
    public ExecutorService pool(int parallelism) {
        return new Pool();
    }

    @Override
    public <T> T next(BlockingQueue<T> ended) throws InterruptedException {
        T next;
        do {
            awaited = ended;
            waitAsMain();
            awaited = null;
            next = ended.poll();
        } while (next == null);
        return next;
    }

    private void waitAsMain() {
        betweenSteps.run();
        Participant next;
        synchronized (this) {
            next = choose();
        }
        go(next, main);
    }

    private void go(Participant next, Participant me) {
        if (next != me) {
            resume(next);
            me.turn.acquireUninterruptibly();
        }
    }

    /** Chooses one of those that may go on. Holds the lock. */
    private Participant choose() {
        boolean mainMay = awaited != null && !awaited.isEmpty() || closing && unfinished == 0;
        int choices = paused.size() + (mainMay ? 1 : 0);
        if (choices == 0) {
            throw new AssertionError("nothing goes on");
        }
        int chosen = random.nextInt(choices);
        return chosen == paused.size() ? main : paused.remove(chosen);
    }

    private void resume(Participant next) {
        Runnable work = next.work;
        if (work == null) {
            next.turn.release();
            return;
        }
        next.work = null;
        Idle.take().start(() -> {
            self.set(next);
            work.run();
            self.remove();
            Participant other;
            synchronized (this) {
                unfinished--;
                other = choose();
            }
            resume(other);
        });
    }

    /** What the product starts its steps on. */
    private final class Pool extends AbstractExecutorService {

        @Override
        public void execute(Runnable work) {
            int stamp = stamps.getAsInt();
            synchronized (SteppedThreads.this) {
                unfinished++;
                paused.add(new Participant(work, stamp));
            }
        }

        @Override
        public void shutdown() {
            closing = true;
        }

        @Override
        public List<Runnable> shutdownNow() {
            throw new UnsupportedOperationException();
        }

        @Override
        public boolean isShutdown() {
            return closing;
        }

        @Override
        public boolean isTerminated() {
            return closing && unfinished == 0;
        }

        @Override
        public boolean awaitTermination(long timeout, TimeUnit unit) {
            while (unfinished > 0) {
                waitAsMain();
            }
            return true;
        }
    }
}
