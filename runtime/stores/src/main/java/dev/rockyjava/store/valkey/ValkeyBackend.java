package dev.rockyjava.store.valkey;

import dev.rockyjava.store.StateStoreBackend;
import dev.rockyjava.store.StateStoreConfig;
import dev.rockyjava.store.StateStoreKeys;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import redis.clients.jedis.AbstractTransaction;
import redis.clients.jedis.RedisClient;
import redis.clients.jedis.exceptions.JedisDataException;
import redis.clients.jedis.exceptions.JedisException;

/** Stores versions as keys, listed in a hash with their sizes: SCAN would go through all keys of the database. */
final class ValkeyBackend implements StateStoreBackend {

    private final ValkeyAddress address;
    private final String base;
    private final RedisClient client;

    ValkeyBackend(ValkeyAddress address, StateStoreConfig config) {
        this.address = address;
        this.base = address.prefix + ":" + StateStoreKeys.sanitize(config.key()) + ":";
        this.client = ValkeyClients.client(address, config);
    }

    @Override
    public String name() {
        return "snapshot store " + address.shown + " (keys " + base + "*)";
    }

    @Override
    public Optional<String> pointer() {
        return attempt("could not read the pointer to the latest snapshot",
                () -> Optional.ofNullable(client.get(base + "latest")));
    }

    @Override
    public Optional<byte[]> read(String versionId) {
        return attempt("could not read version " + versionId, () -> Optional.ofNullable(client.get(key(versionId))));
    }

    @Override
    public void publish(String versionId, byte[] content) {
        transaction("could not write version " + versionId, tx -> {
            tx.set(key(versionId), content);
            tx.hset(base + "versions", versionId, Integer.toString(content.length));
            tx.set(base + "latest", versionId);
        });
    }

    @Override
    public Map<String, Long> versions() {
        return attempt("could not list the versions", () -> {
            Map<String, Long> sizes = new HashMap<>();
            client.hgetAll(base + "versions").forEach((id, size) -> sizes.put(id, Long.valueOf(size)));
            return sizes;
        });
    }

    @Override
    public void delete(String versionId) {
        transaction("could not remove version " + versionId, tx -> {
            tx.del(base + versionId);
            tx.hdel(base + "versions", versionId);
        });
    }

    @Override
    public void close() {
        client.close();
    }

    private byte[] key(String versionId) {
        return (base + versionId).getBytes(StandardCharsets.UTF_8);
    }

    private void transaction(String what, Consumer<AbstractTransaction> commands) {
        attempt(what, () -> {
            try (AbstractTransaction tx = client.multi()) {
                commands.accept(tx);
                // The replies to the individual commands are in the list, including errors.
                for (Object answer : tx.exec()) {
                    if (answer instanceof JedisDataException failed) {
                        throw failed;
                    }
                }
                return what;
            }
        });
    }

    private <T> T attempt(String what, Supplier<T> work) {
        try {
            return work.get();
        } catch (JedisException e) {
            throw ValkeyFailures.typed(name(), what, e);
        }
    }
}
