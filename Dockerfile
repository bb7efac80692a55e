# A library as a web server: built in the first stage, served by nginx in the second. See docs/hosting.md.
FROM python:3.13-slim AS build
RUN apt-get update && apt-get install --yes --no-install-recommends git && rm -rf /var/lib/apt/lists/*
WORKDIR /library
COPY requirements.lock ./
RUN pip install --no-cache-dir --require-hashes -r requirements.lock
COPY . .
RUN pip install --no-cache-dir --no-deps --no-build-isolation .
ARG SHANBEN_SITE_URL=""
RUN git config --global --add safe.directory /library \
    && SHANBEN_SITE_URL="$SHANBEN_SITE_URL" shanben build --compress --site-dir /srv/www

FROM debian:bookworm-slim
RUN apt-get update \
    && apt-get install --yes --no-install-recommends nginx-light libnginx-mod-http-brotli-static \
    && rm -rf /var/lib/apt/lists/* /etc/nginx/sites-enabled/default \
    && ln -sf /dev/stdout /var/log/nginx/access.log && ln -sf /dev/stderr /var/log/nginx/error.log
COPY --from=build /library/docs/hosting/nginx.conf /etc/nginx/conf.d/shanben.conf
COPY --from=build /srv/www /srv/www
EXPOSE 80
CMD ["nginx", "-g", "daemon off;"]
