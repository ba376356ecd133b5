# The ground that the machines of the drill stand on: what they share. Run once, in namespaces of the
# drill's own, so that nothing of this machine is changed and all of it ends with the drill.
set -euo pipefail
: "${SCRATCH:?}" "${PROGRAM:?}" "${NAMES:?}"

mount --make-rprivate /
mount -t tmpfs tmpfs "$SCRATCH"
for folder in /etc /var/lib; do
    mkdir -p "$SCRATCH/over$folder" "$SCRATCH/work$folder"
    mount -t overlay overlay \
        -o "lowerdir=$folder,upperdir=$SCRATCH/over$folder,workdir=$SCRATCH/work$folder" "$folder"
done
mount -t tmpfs tmpfs /srv
mkdir /srv/selfassess
mount --bind "$PROGRAM" /srv/selfassess
mkdir "$SCRATCH"/{next,over/next,work/next} # the release after it, as upgrade.py writes it
mount -t overlay overlay \
    -o "lowerdir=$PROGRAM,upperdir=$SCRATCH/over/next,workdir=$SCRATCH/work/next" "$SCRATCH/next"
mount -t tmpfs tmpfs /var/backups
mkdir -p /etc/{selfassess,postgresql,nginx} /var/lib/{selfassess,postgresql,nginx} /etc/ssl/private
printf '%s\n' "$NAMES" >>/etc/hosts

ip link set lo up
ip link add switch type bridge
ip link set switch up
ip addr add 192.0.2.1/24 dev switch

# A CA, and one certificate for all names
cd "$SCRATCH"
key=(-newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes)
names=subjectAltName=DNS:self-assessment.council.example,DNS:*.council.example
openssl req -x509 "${key[@]}" -keyout ca.key -out ca.pem -subj /CN=Drill -days 2 \
    -addext keyUsage=critical,keyCertSign 2>/dev/null
openssl req "${key[@]}" -keyout server.key -subj /CN=drill 2>/dev/null |
    openssl x509 -req -CA ca.pem -CAkey ca.key -days 2 -out server.pem \
        -extfile <(printf '%s\n' "$names" authorityKeyIdentifier=keyid subjectKeyIdentifier=hash) 2>/dev/null
cp ca.pem /etc/ssl/certs/web-hosts-ca.pem
cp ca.pem /etc/selfassess/database-ca.pem
cp server.pem /etc/ssl/certs/self-assessment.council.example.pem
cp server.key /etc/ssl/private/self-assessment.council.example.key
