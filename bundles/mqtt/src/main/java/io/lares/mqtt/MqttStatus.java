package io.lares.mqtt;

/**
 * How the connection is.
 *
 * @param broker address of the broker in use
 * @param problem in words for people with what to do; empty when all is well
 * @param received messages since the start
 * @param published messages since the start
 * @param dropped messages that did not fit a bounded queue, or were over the size limit
 * @param reconnects since the start
 */
public record MqttStatus(
    boolean connected,
    String broker,
    String problem,
    long received,
    long published,
    long dropped,
    int reconnects) {}
