"""The channels that we know, with the adapter of each: one line for one channel.

Standard library only: the edge and `infra` import this.
"""

ADAPTERS = {
    "app_store": "hearback.adapters.platforms.app_store:AppStore",
    "bluesky": "hearback.adapters.platforms.bluesky:Bluesky",
    "email": "hearback.adapters.platforms.email:Email",
    "facebook": "hearback.adapters.platforms.facebook:Facebook",
    "feed": "hearback.adapters.platforms.feed:FeedPages",
    "generic": "hearback.adapters.platforms.generic:SignedWebhook",
    "google_business": "hearback.adapters.platforms.google_business:GoogleBusiness",
    "google_play": "hearback.adapters.platforms.google_play:GooglePlay",
    "instagram": "hearback.adapters.platforms.instagram:Instagram",
    "linkedin": "hearback.adapters.platforms.linkedin:LinkedIn",
    "mastodon": "hearback.adapters.platforms.mastodon:Mastodon",
    "messenger": "hearback.adapters.platforms.messenger:Messenger",
    "reddit": "hearback.adapters.platforms.reddit:Reddit",
    "telegram": "hearback.adapters.platforms.telegram:Telegram",
    "tiktok": "hearback.adapters.platforms.tiktok:TikTok",
    "websub": "hearback.adapters.platforms.websub:WebSub",
    "whatsapp": "hearback.adapters.platforms.whatsapp:WhatsApp",
    "x": "hearback.adapters.platforms.x:X",
    "youtube": "hearback.adapters.platforms.youtube:YouTube",
}
