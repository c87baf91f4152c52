package io.lares.mqtt.internal;

import java.io.EOFException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.security.cert.CertPathBuilderException;
import java.security.cert.CertificateException;
import java.util.concurrent.ExecutionException;
import javax.net.ssl.SSLException;
import org.eclipse.paho.mqttv5.client.IMqttToken;
import org.eclipse.paho.mqttv5.client.MqttClientException;
import org.eclipse.paho.mqttv5.client.MqttDisconnectResponse;
import org.eclipse.paho.mqttv5.common.MqttException;
import org.eclipse.paho.mqttv5.common.packet.MqttReturnCode;
import org.jspecify.annotations.Nullable;

/** Says what went wrong, and what to do, in words for people. */
final class Words {
  private Words() {}

  static String of(Throwable thrown, BrokerAddress address) {
    for (Throwable e = thrown; e != null; e = e.getCause()) {
      var words = ofOne(e, address);
      if (words != null) {
        return words;
      }
    }
    Throwable e = thrown;
    while (e instanceof ExecutionException && e.getCause() != null) {
      e = e.getCause();
    }
    var message = e.getMessage();
    return "The MQTT broker at "
        + address.uri()
        + " could not be used: "
        + (message == null ? e.getClass().getSimpleName() : message);
  }

  /** The same while connecting, where a broker may end it because it does not understand us. */
  static String ofConnecting(Throwable thrown, BrokerAddress address) {
    for (Throwable e = thrown; e != null; e = e.getCause()) {
      if (e instanceof EOFException || isReset(e)) {
        return "The MQTT broker at "
            + address.uri()
            + " closes the connection instead of answering. Check that it speaks MQTT 5 (Mosquitto"
            + " from 1.6 and EMQX from 3.0 do) and that this is its port without encryption, where"
            + " the address begins with tcp.";
      }
    }
    return of(thrown, address);
  }

  private static boolean isReset(Throwable e) {
    return e instanceof SocketException
        && e.getMessage() instanceof String said
        && (said.contains("reset") || said.contains("Broken pipe"));
  }

  private static @Nullable String ofOne(Throwable e, BrokerAddress address) {
    var uri = address.uri();
    return switch (e) {
      case UnknownHostException _ ->
          "There is no machine called "
              + address.host()
              + ". Check the broker's address, or use its IP address.";
      case ConnectException _ ->
          "No MQTT broker answers at " + uri + ". Check that it runs, and its address and port.";
      case NoRouteToHostException _ ->
          "The machine of the MQTT broker at " + uri + " cannot be reached from here.";
      case SocketTimeoutException _ ->
          "The MQTT broker at "
              + uri
              + " does not answer. Check its address and port, and whether a firewall is between.";
      case CertificateException c when isName(c) ->
          "The certificate of the broker is not for the name "
              + address.host()
              + ". Use the name that stands in the certificate.";
      case CertificateException c when c.getCause() instanceof CertPathBuilderException ->
          "The broker's certificate is not signed by an authority that the hub trusts. Paste the"
              + " certificate of your own authority (PEM) into the settings.";
      case CertificateException c -> "The broker's certificate was not accepted: " + c.getMessage();
      case MalformedPacket m -> m.getMessage();
      case EOFException _ -> closed(address);
      case SocketException s when isReset(s) -> closed(address);
      case MqttException m -> ofCode(m, address);
      default -> null;
    };
  }

  private static boolean isName(CertificateException e) {
    var message = String.valueOf(e.getMessage());
    return message.contains("subject alternative") || message.contains("No name matching");
  }

  private static @Nullable String ofCode(MqttException e, BrokerAddress address) {
    if (e.getCause() instanceof SSLException ssl && ssl.getCause() == null) {
      return "The encrypted connection to "
          + address.uri()
          + " did not come about ("
          + ssl.getMessage()
          + "). Check that this port of the broker speaks TLS.";
    }
    return e.getCause() != null ? null : ofCode(e.getReasonCode(), address);
  }

  private static @Nullable String ofCode(int code, BrokerAddress address) {
    return switch (code) {
      case MqttReturnCode.RETURN_CODE_BAD_USERNAME_OR_PASSWORD,
          MqttReturnCode.RETURN_CODE_NOT_AUTHORIZED,
          MqttClientException.REASON_CODE_FAILED_AUTHENTICATION,
          MqttClientException.REASON_CODE_NOT_AUTHORIZED ->
          "The MQTT broker at "
              + address.uri()
              + " does not accept the user and password. Check both in the MQTT settings.";
      case MqttReturnCode.RETURN_CODE_UNSUPPORTED_PROTOCOL_VERSION,
          MqttClientException.REASON_CODE_INVALID_PROTOCOL_VERSION,
          // The answer is not one of MQTT 5.
          MqttException.REASON_CODE_INVALID_RETURN_CODE ->
          oldProtocol(address);
      case MqttReturnCode.RETURN_CODE_IDENTIFIER_NOT_VALID ->
          "The MQTT broker at " + address.uri() + " does not accept the hub's client name.";
      case MqttReturnCode.RETURN_CODE_SERVER_UNAVAILABLE,
          MqttReturnCode.RETURN_CODE_SERVER_BUSY,
          MqttReturnCode.RETURN_CODE_CONNECTION_RATE_EXCEEDED,
          MqttReturnCode.RETURN_CODE_SERVER_SHUTTING_DOWN ->
          "The MQTT broker at " + address.uri() + " is busy or shutting down; the hub tries again.";
      case MqttReturnCode.RETURN_CODE_BANNED ->
          "The MQTT broker at " + address.uri() + " has banned the hub.";
      case MqttReturnCode.RETURN_CODE_SESSION_TAKEN_OVER ->
          "Another program connected to the MQTT broker with the hub's client name; is there a"
              + " second hub with a copy of its data?";
      case MqttReturnCode.RETURN_CODE_PACKET_TOO_LARGE ->
          "The MQTT broker at " + address.uri() + " found a message too big.";
      case MqttClientException.REASON_CODE_CLIENT_TIMEOUT,
          MqttClientException.REASON_CODE_WRITE_TIMEOUT ->
          "The MQTT broker at " + address.uri() + " has fallen silent; the hub connects again.";
      default -> null;
    };
  }

  static String oldProtocol(BrokerAddress address) {
    return "The MQTT broker at "
        + address.uri()
        + " speaks only MQTT 3.1.1. The hub needs MQTT 5: Mosquitto from 1.6 and EMQX from 3.0 have"
        + " it.";
  }

  /** What the broker said as it ended the connection. */
  static String of(MqttDisconnectResponse response, BrokerAddress address) {
    var words = ofCode(response.getReturnCode(), address);
    if (words != null) {
      return words;
    }
    return response.getException() == null ? closed(address) : of(response.getException(), address);
  }

  private static String closed(BrokerAddress address) {
    return "The MQTT broker at " + address.uri() + " closed the connection.";
  }

  /** Null where the broker took it; else why not. */
  static @Nullable String ofReasons(IMqttToken token) {
    var codes = token.getReasonCodes();
    if (codes == null) {
      return null;
    }
    for (int code : codes) {
      if (code >= MqttReturnCode.RETURN_CODE_UNSPECIFIED_ERROR) {
        return switch (code) {
          case MqttReturnCode.RETURN_CODE_NOT_AUTHORIZED ->
              "its access list does not allow it; give the hub's user the right.";
          case MqttReturnCode.RETURN_CODE_QUOTA_EXCEEDED -> "its quota is used up.";
          case MqttReturnCode.RETURN_CODE_PACKET_TOO_LARGE -> "the message is too big for it.";
          case MqttReturnCode.RETURN_CODE_RETAIN_NOT_SUPPORTED -> "it keeps no retained messages.";
          case MqttReturnCode.RETURN_CODE_WILDCARD_SUB_NOT_SUPPORTED ->
              "it knows no wildcards in topic filters.";
          default -> "reason code 0x" + Integer.toHexString(code) + ".";
        };
      }
    }
    return null;
  }
}
