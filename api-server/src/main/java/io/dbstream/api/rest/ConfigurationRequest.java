package io.dbstream.api.rest;

import io.dbstream.api.ConfigDirectory;
import io.dbstream.api.RequestException;
import io.dbstream.api.RequestException.Reason;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.util.unit.DataSize;

/** Where a request to create a stream has its configuration: in its body, or in a file that it names. */
public final class ConfigurationRequest {
    private final ConfigDirectory files;
    private final DataSize maxSize;

    public ConfigurationRequest(ConfigDirectory files, DataSize maxSize) {
        this.files = files;
        this.maxSize = maxSize;
    }

    /** The JSON, as it came. */
    byte[] read(HttpServletRequest request) {
        // Before any parameter is asked for, which would read a form's body.
        refuseOtherTypes(request.getContentType());
        byte[] body = body(request);
        String file = request.getParameter("file");
        if (file == null) {
            if (body.length == 0) {
                throw new RequestException(
                        Reason.MALFORMED,
                        "The configuration is missing: send it as the body, or name a file with ?file=");
            }
            return body;
        }
        if (body.length > 0) {
            throw new RequestException(Reason.MALFORMED, "Give the configuration as the body or with ?file=, not both");
        }
        return files.read(file);
    }

    private byte[] body(HttpServletRequest request) {
        int max = Math.toIntExact(maxSize.toBytes());
        try {
            byte[] body = request.getInputStream().readNBytes(max + 1);
            if (body.length > max) {
                throw new RequestException(Reason.TOO_LARGE, "The body is larger than " + max + " bytes");
            }
            return body;
        } catch (IOException e) {
            throw new RequestException(Reason.MALFORMED, "The body did not arrive whole");
        }
    }

    private static void refuseOtherTypes(@Nullable String contentType) {
        if (contentType == null) {
            return;
        }
        String type = contentType.toLowerCase(Locale.ROOT);
        int parameters = type.indexOf(';');
        String plain = (parameters < 0 ? type : type.substring(0, parameters)).strip();
        if (!plain.equals("application/json") && !plain.endsWith("+json")) {
            throw new RequestException(
                    Reason.UNSUPPORTED_TYPE,
                    "The configuration must be sent as application/json (curl -H 'Content-Type: application/json')");
        }
    }
}
