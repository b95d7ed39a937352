package dev.rockyjava.store.valkey;

import dev.rockyjava.store.StateStoreConfig;
import java.time.Duration;
import redis.clients.jedis.ClientSetInfoConfig;
import redis.clients.jedis.ConnectionPoolConfig;
import redis.clients.jedis.DefaultJedisClientConfig;
import redis.clients.jedis.RedisClient;
import redis.clients.jedis.SslOptions;
import redis.clients.jedis.SslVerifyMode;

/** Creates a client that connects for each call, in bounded time. */
final class ValkeyClients {

    private ValkeyClients() {}

    static RedisClient client(ValkeyAddress address, StateStoreConfig config) {
        int timeout = (int) config.timeout().toMillis();
        DefaultJedisClientConfig.Builder settings = DefaultJedisClientConfig.builder()
                // No HELLO: it would connect already here, and not all proxies support it.
                .serverDefaultProtocol()
                .clientSetInfoConfig(ClientSetInfoConfig.DISABLED)
                .connectionTimeoutMillis((int) config.connectTimeout().toMillis())
                .socketTimeoutMillis(timeout)
                .blockingSocketTimeoutMillis(timeout)
                .database(address.database);
        if (address.tls) {
            // Trusts the JDK's trusted certificates, and verifies the host name.
            settings.sslOptions(SslOptions.builder().sslVerifyMode(SslVerifyMode.FULL).build());
        }
        if (address.password != null) {
            settings.password(address.password);
        }
        if (address.user != null) {
            settings.user(address.user);
        }
        return RedisClient.builder()
                .hostAndPort(address.host, address.port)
                .clientConfig(settings.build())
                .poolConfig(pool(config.timeout()))
                .build();
    }

    private static ConnectionPoolConfig pool(Duration timeout) {
        ConnectionPoolConfig pool = new ConnectionPoolConfig();
        pool.setMaxWait(timeout);
        // Snapshots are only accessed occasionally, and a connection that has stayed open since is often dead.
        // Testing it before use instead would hide why a server refuses: the pool only reports that the test failed.
        pool.setMaxIdle(0);
        pool.setTimeBetweenEvictionRuns(Duration.ofMillis(-1));
        return pool;
    }
}
