# grants: soulseek_rs
from soulseek_rs_client import SoulseekRs

client = SoulseekRs("http://localhost:9000")
for download in client.download_list().downloads:
    status = download.status
    if status.state == "in_progress":
        done = status.bytes_downloaded / max(status.total_bytes, 1)
        print(f"{download.filename}: {done:.0%}")
    elif status.state == "failed":
        print(download.filename, status.reason or "for no reason")
        client.download_remove(download.filename, download.username)
