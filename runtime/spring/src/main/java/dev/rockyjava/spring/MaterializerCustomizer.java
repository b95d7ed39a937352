package dev.rockyjava.spring;

import dev.rockyjava.run.Materializer;

/** Changes each bean of the type {@link Materializer}, also an application's own. */
interface MaterializerCustomizer {

    Materializer customize(Materializer materializer);
}
