/** Snapshot stores that need a client: S3-compatible object stores, Valkey and Redis. */
module dev.rockyjava.stores {
    requires transitive dev.rockyjava;
    requires static transitive org.jspecify;
    requires redis.clients.jedis;
    // The client is an automatic module, so the named modules that it needs must be required here.
    requires com.google.gson;
    requires org.apache.commons.pool2;
    requires org.json;
    requires software.amazon.awssdk.services.s3;
    requires software.amazon.awssdk.auth;
    requires software.amazon.awssdk.awscore;
    requires software.amazon.awssdk.core;
    requires software.amazon.awssdk.http;
    requires software.amazon.awssdk.http.urlconnection;
    requires software.amazon.awssdk.regions;

    exports dev.rockyjava.store.s3;
    exports dev.rockyjava.store.valkey;

    provides dev.rockyjava.store.StateStoreProvider with
            dev.rockyjava.store.s3.S3StateStoreProvider,
            dev.rockyjava.store.valkey.ValkeyStateStoreProvider;
}
