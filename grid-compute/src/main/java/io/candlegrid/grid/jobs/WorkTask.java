package io.candlegrid.grid.jobs;

import com.hazelcast.core.HazelcastInstance;
import com.hazelcast.core.HazelcastInstanceAware;
import com.hazelcast.nio.ObjectDataInput;
import com.hazelcast.nio.ObjectDataOutput;
import com.hazelcast.nio.serialization.IdentifiedDataSerializable;
import java.io.IOException;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;

/** A message on its way to the handler of its name; the answer is always true. */
final class WorkTask
        implements Callable<Boolean>, IdentifiedDataSerializable, HazelcastInstanceAware {

    static final int FACTORY_ID = 1;
    static final int CLASS_ID = 1;
    static final String HANDLERS = "candlegrid.handlers";

    private String handler = "";
    private String message = "";
    private transient @Nullable HazelcastInstance hazelcast;

    WorkTask() {}

    WorkTask(String handler, String message) {
        this.handler = handler;
        this.message = message;
    }

    @Override
    public Boolean call() {
        HazelcastInstance here = hazelcast;
        if (here == null) {
            throw new IllegalStateException(
                    "handler=" + handler + " was not sent through the grid");
        }
        if (!(here.getUserContext().get(HANDLERS) instanceof Map<?, ?> handlers)
                || !(handlers.get(handler) instanceof WorkHandler work)) {
            throw new IllegalStateException(
                    "handler=" + handler + " is not registered on this member");
        }
        work.handle(message);
        return true;
    }

    @Override
    public void setHazelcastInstance(HazelcastInstance hazelcastInstance) {
        this.hazelcast = hazelcastInstance;
    }

    @Override
    public int getFactoryId() {
        return FACTORY_ID;
    }

    @Override
    public int getClassId() {
        return CLASS_ID;
    }

    @Override
    public void writeData(ObjectDataOutput out) throws IOException {
        out.writeString(handler);
        out.writeString(message);
    }

    @Override
    public void readData(ObjectDataInput in) throws IOException {
        handler = required(in.readString());
        message = required(in.readString());
    }

    private static String required(@Nullable String text) throws IOException {
        if (text == null) {
            throw new IOException("a work message needs a handler and a text");
        }
        return text;
    }
}
