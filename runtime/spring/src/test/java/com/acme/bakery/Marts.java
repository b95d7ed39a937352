package com.acme.bakery;

import dev.rockyjava.run.Materializer;
import dev.rockyjava.run.RunResult;
import org.springframework.stereotype.Service;

@Service
class Marts {

    private final Materializer materializer;

    Marts(Materializer materializer) {
        this.materializer = materializer;
    }

    boolean build() {
        RunResult result = materializer.select("marts/*").run();
        return result.succeeded();
    }
}
