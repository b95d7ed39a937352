package com.acme.bakery;

import dev.rockyjava.annotation.RockyAssets;

@RockyAssets(defs = "defs.yaml")
public interface Bakery {}
