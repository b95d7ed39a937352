package dev.rockyjava.store.valkey;

import dev.rockyjava.error.IncompatibleLibraryException;
import dev.rockyjava.store.StateStoreConfig;
import java.time.Duration;
import redis.clients.jedis.ClientSetInfoConfig;
import redis.clients.jedis.ConnectionPoolConfig;
import redis.clients.jedis.DefaultJedisClientConfig;
import redis.clients.jedis.HostAndPort;
import redis.clients.jedis.RedisClient;
import redis.clients.jedis.SslOptions;
import redis.clients.jedis.SslVerifyMode;

/** Creates a client that connects for each call, in bounded time. */
final class ValkeyClients {

    /** The oldest version that was tried. */
    static final String NEEDED = "8.0.2";

    private ValkeyClients() {}

    /**
     * Creates a client.
     *
     * @throws IncompatibleLibraryException if a framework moved Jedis to a version without what is used here: Spring Boot
     *     3.5 manages 6.0, Spring Boot 4.0 manages 7.0
     */
    static RedisClient client(ValkeyAddress address, StateStoreConfig config) {
        try {
            return create(address, config);
        } catch (NoClassDefFoundError | NoSuchMethodError e) {
            throw IncompatibleLibraryException.of(
                    "redis.clients:jedis", HostAndPort.class, NEEDED, "the Valkey store of rocky-java", "jedis.version=" + NEEDED, e);
        }
    }

    private static RedisClient create(ValkeyAddress address, StateStoreConfig config) {
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
